//! Sonar echoes from a metal cylinder and from rocks.

use ndarray::s;

use super::{Labels, TwoClass, embedded};
use crate::Result;

/// Frequency bands of an echo.
const BANDS: usize = 60;

/// Gorman and Sejnowski's sonar data: of 208 echoes from the sea floor, the energy in 60 frequency bands, from 0 to 1; label 1
/// for the 111 that came from a metal cylinder, 0 for the 97 from a rock of about that shape. The library carries them in itself, nothing
/// is fetched.
///
/// The echoes come in the order of the angle under which the object was seen: shuffle before you divide them.
///
/// # Errors
/// [`Error::Data`](crate::Error::Data) if the file built into the library is damaged.
///
/// # References
/// R. P. Gorman and T. J. Sejnowski, "Analysis of hidden units in a layered network trained to classify sonar targets",
/// *Neural Networks* 1 (1988), 75–89, [doi:10.1016/0893-6080(88)90023-8](https://doi.org/10.1016/0893-6080(88)90023-8).
///
/// ```
/// use downhill::data::sonar;
///
/// let samples = sonar()?;
/// assert_eq!((samples.count(), samples.features()), (208, 60));
/// assert_eq!(samples.labels().sum(), 111.0);
/// assert_eq!(samples.names()[59], "band 60");
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn sonar() -> Result<TwoClass> {
    let packed = include_bytes!("../../data/sonar.csv.gz");
    let table = embedded::table("sonar", packed)?;
    let names: Vec<String> = (1..=BANDS).map(|band| format!("band {band}")).collect();
    TwoClass::new(
        table.slice(s![.., ..BANDS]).to_owned(),
        Labels(table.column(BANDS).to_owned()),
    )?
    .named(&names)
}
