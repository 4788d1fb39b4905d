//! The program: serve, import, audit, bench.
fn main() {}
