//! See `leitai_fuzz::search`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| leitai_fuzz::search(bytes));
