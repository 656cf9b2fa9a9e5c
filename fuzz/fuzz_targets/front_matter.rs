//! See `leitai_fuzz::front_matter`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| leitai_fuzz::front_matter(bytes));
