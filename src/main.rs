//! The program `leitai`; everything is in [`leitai::cli`].
fn main() {}
