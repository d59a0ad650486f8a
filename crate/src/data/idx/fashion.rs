//! Fashion-MNIST: 70,000 images of clothes.

use std::path::{Path, PathBuf};

use super::Images;
use crate::Result;

/// What the ten classes of Fashion-MNIST are, in the order of their numbers.
pub const FASHION_CLASSES: [&str; 10] = [
    "T-shirt",
    "trousers",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "trainer",
    "bag",
    "ankle boot",
];

/// Fashion-MNIST: 60,000 images of clothes to learn from and 10,000 to judge by, of 28 × 28 pixels and ten classes, [`FASHION_CLASSES`]. The
/// library does not carry them: `make fashion-mnist` puts their four files into `data/fashion-mnist`, and `DATA.md` says where else they come from.
///
/// The folder holds `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
/// `t10k-labels-idx1-ubyte`, or the same with `.gz`. MNIST's own four files have these names too, and are read as well.
///
/// # Errors
/// Those of [`Images::read`].
///
/// # References
/// H. Xiao, K. Rasul and R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms", 2017,
/// [arXiv:1708.07747](https://arxiv.org/abs/1708.07747).
///
/// ```
/// use downhill::data::fashion_mnist;
///
/// match fashion_mnist("data/fashion-mnist") {
///     Ok([training, test]) => assert_eq!((training.count(), test.count()), (60_000, 10_000)),
///     Err(missing) => println!("{missing}"),
/// }
/// ```
pub fn fashion_mnist(folder: impl AsRef<Path>) -> Result<[Images; 2]> {
    let part = |part: &str| {
        let file = |kind: &str| either(folder.as_ref(), &format!("{part}-{kind}-ubyte"));
        Images::read(file("images-idx3"), file("labels-idx1"))
    };
    Ok([part("train")?, part("t10k")?])
}

/// The file as it is, if it is there, or else its packed form.
fn either(folder: &Path, name: &str) -> PathBuf {
    let plain = folder.join(name);
    match plain.exists() {
        true => plain,
        false => folder.join(format!("{name}.gz")),
    }
}
