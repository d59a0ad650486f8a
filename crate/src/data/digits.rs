//! Handwritten digits: 1,797 images of 8 × 8 pixels.

use ndarray::{Array2, s};

use super::{Samples, embedded, encode};
use crate::{Error, Result};

/// An image has as many rows, and as many columns.
const SIDE: usize = 8;

/// Images of handwritten digits, and which digit each is.
#[derive(Debug, Clone, PartialEq)]
pub struct Digits {
    /// Shape (1797, 64): one image a row, its pixels row by row, each from 0 (paper) to 16 (ink).
    pub images: Array2<f64>,
    /// The digit, 0 to 9, of each image.
    pub labels: Vec<usize>,
}

/// The handwritten digits of 43 people, as images of 8 × 8 pixels. The library carries them in itself,
/// nothing is fetched.
///
/// They are the test set of UCI's "Optical Recognition of Handwritten Digits": 32 × 32 bits, counted
/// in blocks of 4 × 4.
///
/// # Errors
/// [`Error::Data`] if the file built into the library is damaged.
///
/// # References
/// E. Alpaydin and C. Kaynak, "Cascading classifiers", *Kybernetika* 34 (1998), 369–374.
///
/// ```
/// use downhill::data::digits;
///
/// let digits = digits()?;
/// assert_eq!(digits.images.dim(), (1797, 64));
/// assert_eq!(digits.labels[..5], [0, 1, 2, 3, 4]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn digits() -> Result<Digits> {
    let table = embedded::table("digits", include_bytes!("../../data/digits.csv.gz"))?;
    let label = |&value: &f64| match value {
        0.0..=9.0 if value.fract() == 0.0 => Ok(value as usize),
        _ => Err(Error::Data {
            name: "digits",
            line: 0,
            reason: format!("{value} is not a digit"),
        }),
    };
    Ok(Digits {
        images: table.slice(s![.., ..SIDE * SIDE]).to_owned(),
        labels: table
            .column(SIDE * SIDE)
            .iter()
            .map(label)
            .collect::<Result<_>>()?,
    })
}

impl Digits {
    /// The images with pixels from 0 to 1, and the digits as one-hot vectors of ten.
    ///
    /// # Errors
    /// [`Error::Label`] for a label above 9, [`Error::Shape`] unless there is one an image.
    pub fn samples(&self) -> Result<Samples> {
        let names: Vec<String> = (0..self.images.ncols())
            .map(|pixel| format!("row {}, column {}", pixel / SIDE, pixel % SIDE))
            .collect();
        Samples::new(&self.images / 16.0, encode::classes(&self.labels, 10)?)?.named(&names)
    }
}
