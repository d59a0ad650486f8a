//! Fisher's irises: four measurements of 150 flowers of three species.

use std::fmt;

use ndarray::{Array1, Array2, Axis, s};

use super::{Labels, TwoClass, embedded};
use crate::{Error, Result};

/// A species of iris.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Species {
    /// *Iris setosa*.
    Setosa,
    /// *Iris versicolor*.
    Versicolor,
    /// *Iris virginica*.
    Virginica,
}

impl Species {
    /// All three, in the order of the data.
    pub const ALL: [Self; 3] = [Self::Setosa, Self::Versicolor, Self::Virginica];
}

impl fmt::Display for Species {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Setosa => "setosa",
            Self::Versicolor => "versicolor",
            Self::Virginica => "virginica",
        })
    }
}

/// The iris data: measurements in centimetres and species.
#[derive(Debug, Clone, PartialEq)]
pub struct Iris {
    /// Shape (150, 4), one row a flower: sepal length, sepal width, petal length, petal width, in cm.
    pub measurements: Array2<f64>,
    /// The species of each flower; fifty of each, in the order of [`Species::ALL`].
    pub species: Vec<Species>,
}

/// Names of the four columns, with their unit.
const FEATURES: [&str; 4] = [
    "sepal length (cm)",
    "sepal width (cm)",
    "petal length (cm)",
    "petal width (cm)",
];

/// The iris data as Fisher printed them. The library carries them in itself, nothing is fetched.
///
/// Some copies, among them the one in UCI's repository, differ from the paper in the 35th and the
/// 38th flower; these are the paper's values.
///
/// # Errors
/// [`Error::Data`] if the file built into the library is damaged.
///
/// # References
/// R. A. Fisher, "The use of multiple measurements in taxonomic problems", *Annals of Eugenics* 7
/// (1936), 179–188, [doi:10.1111/j.1469-1809.1936.tb02137.x](https://doi.org/10.1111/j.1469-1809.1936.tb02137.x).
///
/// ```
/// use downhill::data::{Species, iris};
///
/// let iris = iris()?;
/// assert_eq!(iris.measurements.shape(), [150, 4]);
/// let pair = iris.pair(Species::Setosa, Species::Virginica);
/// assert_eq!((pair.count(), pair.labels().sum()), (100, 50.0));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn iris() -> Result<Iris> {
    let table = embedded::table("iris", include_bytes!("../../data/iris.csv.gz"))?;
    let species = table
        .column(FEATURES.len())
        .indexed_iter()
        .map(|(row, &code)| match code {
            0.0 => Ok(Species::Setosa),
            1.0 => Ok(Species::Versicolor),
            2.0 => Ok(Species::Virginica),
            other => Err(Error::Data {
                name: "iris",
                line: row + 2,
                reason: format!("species {other}"),
            }),
        })
        .collect::<Result<_>>()?;
    Ok(Iris {
        measurements: table.slice(s![.., ..FEATURES.len()]).to_owned(),
        species,
    })
}

impl Iris {
    /// Names of the four measurements, with their unit.
    pub const FEATURES: [&'static str; 4] = FEATURES;

    /// The flowers of two species: `zero` has label 0, `one` has label 1.
    #[must_use]
    pub fn pair(&self, zero: Species, one: Species) -> TwoClass {
        self.labelled(|species| species == zero || species == one, one)
    }

    /// All flowers: `one` has label 1, both other species have label 0.
    #[must_use]
    pub fn one_against_rest(&self, one: Species) -> TwoClass {
        self.labelled(|_| true, one)
    }

    fn labelled(&self, keep: impl Fn(Species) -> bool, one: Species) -> TwoClass {
        let rows: Vec<usize> = (0..self.species.len())
            .filter(|&row| keep(self.species[row]))
            .collect();
        let labels: Array1<f64> = rows
            .iter()
            .map(|&row| f64::from(u8::from(self.species[row] == one)))
            .collect();
        TwoClass::new(self.measurements.select(Axis(0), &rows), Labels(labels))
            .and_then(|flowers| flowers.named(&FEATURES))
            .expect("every species has flowers, and measurements are finite")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn the_flowers_are_fishers() {
        let iris = iris().unwrap();
        assert_eq!(iris.measurements.dim(), (150, 4));
        for (i, species) in Species::ALL.into_iter().enumerate() {
            assert!(
                iris.species[50 * i..50 * (i + 1)]
                    .iter()
                    .all(|&s| s == species)
            );
        }
        // The two rows in which UCI's file differs from the paper.
        assert_eq!(iris.measurements.row(34), array![4.9, 3.1, 1.5, 0.2]);
        assert_eq!(iris.measurements.row(37), array![4.9, 3.6, 1.4, 0.1]);
        // Means of the four measurements in Fisher's table I, by species.
        let means = [
            array![5.006, 3.428, 1.462, 0.246],
            array![5.936, 2.770, 4.260, 1.326],
            array![6.588, 2.974, 5.552, 2.026],
        ];
        for (i, expected) in means.iter().enumerate() {
            let of_species = iris.measurements.slice(s![50 * i..50 * (i + 1), ..]);
            let mean = of_species.mean_axis(Axis(0)).unwrap();
            assert!((&mean - expected).iter().all(|d| d.abs() < 1e-9), "{mean}");
        }
    }

    #[test]
    fn a_pair_keeps_the_order_of_the_flowers() {
        let iris = iris().unwrap();
        let pair = iris.pair(Species::Virginica, Species::Setosa);
        assert_eq!(pair.labels()[0], 1.0);
        assert_eq!(pair.labels()[99], 0.0);
        assert_eq!(pair.inputs().row(99), iris.measurements.row(149));
        let rest = iris.one_against_rest(Species::Versicolor);
        assert_eq!((rest.count(), rest.labels().sum()), (150, 50.0));
    }
}
