//! The project's own tasks: demo, test, tidy, bench.
fn main() {}
