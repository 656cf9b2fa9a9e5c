//! See `leitai_fuzz::pictures`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| leitai_fuzz::pictures(bytes));
