//! See `leitai_fuzz::requests`.
#![no_main]

use std::sync::Arc;

use signal_hook::consts::SIGPIPE;

libfuzzer_sys::fuzz_target!(
    init: drop(signal_hook::flag::register(SIGPIPE, Arc::default())),
    |bytes: &[u8]| leitai_fuzz::requests(bytes)
);
