//! See `leitai_fuzz::requests`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| leitai_fuzz::requests(bytes));
