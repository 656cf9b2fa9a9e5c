//! See `leitai_fuzz::site`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| leitai_fuzz::site(bytes));
