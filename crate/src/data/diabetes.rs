//! The diabetes data: ten measurements of 442 patients, and how far their disease had gone a year on.

use ndarray::s;

use super::{Regression, embedded};
use crate::Result;

/// Names of the ten features of [`diabetes`], with their unit where one is known.
pub const DIABETES_FEATURES: [&str; 10] = [
    "age (years)",
    "sex (1 or 2)",
    "body mass index",
    "mean blood pressure",
    "total cholesterol",
    "low-density lipoproteins",
    "high-density lipoproteins",
    "total cholesterol / HDL",
    "log of triglycerides",
    "blood sugar",
];

/// The diabetes data: 442 patients, ten features, and as target a measure of how far the disease had
/// gone one year later, from 25 to 346. The library carries them in itself, nothing is fetched.
///
/// The features are raw, each in its own unit, so that their sizes differ a hundredfold: what that
/// does to descent, and what standardising does about it, is chapter 06's subject. Other libraries
/// often give scaled ones. The paper says neither which code means which sex nor the units of the
/// blood tests.
///
/// # Errors
/// [`Error::Data`](crate::Error::Data) if the file built into the library is damaged.
///
/// # References
/// B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, "Least angle regression", *Annals of
/// Statistics* 32 (2004), 407–499, [doi:10.1214/009053604000000067](https://doi.org/10.1214/009053604000000067),
/// table 1.
///
/// ```
/// use downhill::data::{DIABETES_FEATURES, diabetes};
///
/// let samples = diabetes()?;
/// assert_eq!((samples.count(), samples.features()), (442, DIABETES_FEATURES.len()));
/// assert_eq!(samples.targets()[0], 151.0);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn diabetes() -> Result<Regression> {
    let table = embedded::table("diabetes", include_bytes!("../../data/diabetes.csv.gz"))?;
    let features = DIABETES_FEATURES.len();
    Regression::new(
        table.slice(s![.., ..features]).to_owned(),
        table.column(features).to_owned(),
    )?
    .named(&DIABETES_FEATURES)
}
