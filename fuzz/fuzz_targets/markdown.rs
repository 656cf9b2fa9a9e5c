//! See `leitai_fuzz::markdown`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| leitai_fuzz::markdown(bytes));
