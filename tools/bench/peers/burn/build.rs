//! Tells the program which version of burn Cargo.lock holds.

fn main() {
    println!("cargo::rerun-if-changed=../Cargo.lock");
    let lock = std::fs::read_to_string("../Cargo.lock").expect("a lock file");
    let at = lock.find("name = \"burn\"").expect("burn is locked");
    let version = lock[at..].split('"').nth(3).expect("a version");
    println!("cargo::rustc-env=BURN={version}");
}
