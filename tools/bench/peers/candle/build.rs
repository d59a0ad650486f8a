//! Tells the program which version of candle Cargo.lock holds.

fn main() {
    println!("cargo::rerun-if-changed=../Cargo.lock");
    let lock = std::fs::read_to_string("../Cargo.lock").expect("a lock file");
    let at = lock.find("name = \"candle-core\"").expect("candle is locked");
    let version = lock[at..].split('"').nth(3).expect("a version");
    println!("cargo::rustc-env=CANDLE={version}");
}
