//! The chores of this repository: `cargo xtask test`, `bench`, `corpus`.
fn main() {}
