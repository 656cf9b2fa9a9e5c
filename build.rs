//! Builds again when a file of the default theme is added or removed; Cargo sees changes of known files by itself.

fn main() {
    println!("cargo:rerun-if-changed=themes/leitai");
}
