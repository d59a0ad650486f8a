//! mdbook-notebook.
fn main() {}
