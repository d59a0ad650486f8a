//! The Wisconsin breast cancer data: measurements of cell nuclei, benign or malignant.

use ndarray::s;

use super::{Labels, TwoClass, embedded};
use crate::Result;

/// Names of the ten measures of a nucleus. [`breast_cancer`] has the mean, the standard error and the
/// worst (the mean of the three largest) of each, in this order: 30 features.
pub const NUCLEUS_MEASURES: [&str; 10] = [
    "radius",
    "texture",
    "perimeter",
    "area",
    "smoothness",
    "compactness",
    "concavity",
    "concave points",
    "symmetry",
    "fractal dimension",
];

/// The Wisconsin diagnostic breast cancer data: of 569 samples of a breast mass, 30 features of the cell
/// nuclei seen in an image; label 1 for the 212 malignant ones, 0 for the 357 benign ones. The library
/// carries them in itself, nothing is fetched.
///
/// The features are raw, so that an area is in the hundreds where a fractal dimension is below a tenth:
/// standardise them before training.
///
/// # Errors
/// [`Error::Data`](crate::Error::Data) if the file built into the library is damaged.
///
/// # References
/// W. N. Street, W. H. Wolberg and O. L. Mangasarian, "Nuclear feature extraction for breast tumor
/// diagnosis", *Proc. SPIE* 1905 (1993), 861–870, [doi:10.1117/12.148698](https://doi.org/10.1117/12.148698).
///
/// ```
/// use downhill::data::breast_cancer;
///
/// let samples = breast_cancer()?;
/// assert_eq!((samples.count(), samples.features()), (569, 30));
/// assert_eq!(samples.labels().sum(), 212.0);
/// assert_eq!(samples.names()[20], "radius (worst)");
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn breast_cancer() -> Result<TwoClass> {
    let packed = include_bytes!("../../data/breast_cancer.csv.gz");
    let table = embedded::table("breast cancer", packed)?;
    let features = 3 * NUCLEUS_MEASURES.len();
    let names = ["mean", "standard error", "worst"]
        .map(|of| NUCLEUS_MEASURES.map(|measure| format!("{measure} ({of})")));
    TwoClass::new(
        table.slice(s![.., ..features]).to_owned(),
        Labels(table.column(features).to_owned()),
    )?
    .named(&names.concat())
}
