//! What several tests begin with.

use std::path::Path;

use downhill::data::{Images, fashion_mnist};
use downhill::ndarray::array;
use downhill::network::by_hand::ByHand;

/// Fashion-MNIST, to learn from and to judge by; nothing where `make fashion-mnist` has not been run, and a line that says so.
///
/// # Panics
/// If its files are there and cannot be read.
#[must_use]
pub fn fashion_mnist_if_here() -> Option<[Images; 2]> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/fashion-mnist");
    if folder.exists() {
        return Some(fashion_mnist(&folder).expect("Fashion-MNIST's files"));
    }
    println!(
        "left out: `make fashion-mnist` puts the data into {}",
        folder.display()
    );
    None
}

/// The network of chapter 07's step by hand.
#[must_use]
pub fn network_by_hand() -> ByHand {
    ByHand {
        v: array![[0.2, 0.7], [0.4, 0.3]],
        gamma: array![0.1, 0.5],
        w: array![[0.6], [0.9]],
        theta: array![0.3],
    }
}
