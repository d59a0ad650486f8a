//! Turning attributes that are not numbers into numbers a network can take.

use std::fmt::Debug;

use ndarray::{Array1, Array2};

use crate::{Error, Result};

/// Numbers for the values of an attribute that has an order: 0 for the first, 1 for the last, equal
/// steps between.
///
/// `order` lists the possible values from least to greatest; a single one becomes 0.
///
/// # Errors
/// [`Error::Empty`] without values or without an order, [`Error::Category`] for a value that the order
/// does not list.
///
/// # References
/// S0 §4.3: an attribute whose values have an order is made continuous.
///
/// # Examples
/// ```
/// use downhill::{data::encode, ndarray::array};
/// let heights = ["low", "high", "medium"];
/// assert_eq!(encode::ordered(&heights, &["low", "medium", "high"])?, array![0.0, 1.0, 0.5]);
/// let error = encode::ordered(&heights, &["low", "high"]).unwrap_err();
/// assert_eq!(error.to_string(), r#"value 2 is "medium"; it must be one of ["low", "high"]"#);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn ordered<T: PartialEq + Debug>(values: &[T], order: &[T]) -> Result<Array1<f64>> {
    let last = order.len().saturating_sub(1).max(1) as f64;
    Ok(places(values, order)?
        .into_iter()
        .map(|place| place as f64 / last)
        .collect())
}

/// A vector of length k for each value of an attribute with k values that have no order: 1 at the
/// value's place, 0 elsewhere. Row i is the vector of value i.
///
/// # Errors
/// As for [`ordered`].
///
/// # References
/// S0 §4.3: an attribute without order becomes a k-dimensional vector.
///
/// # Examples
/// ```
/// use downhill::{data::encode, ndarray::array};
/// let colours = ["green", "red"];
/// assert_eq!(encode::one_hot(&colours, &["red", "green", "blue"])?, array![[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn one_hot<T: PartialEq + Debug>(values: &[T], categories: &[T]) -> Result<Array2<f64>> {
    let places = places(values, categories)?;
    let mut vectors = Array2::zeros((values.len(), categories.len()));
    for (row, place) in places.into_iter().enumerate() {
        vectors[[row, place]] = 1.0;
    }
    Ok(vectors)
}

/// All ways to put so many values in a row: each a list of the values, numbered from 0, in the order of a dictionary. There are
/// $n!$ of them, and so 3,628,800 for ten.
///
/// ```
/// use downhill::data::encode;
/// assert_eq!(encode::numberings(3), [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]);
/// assert_eq!(encode::numberings(6).len(), 720);
/// ```
#[must_use]
pub fn numberings(values: usize) -> Vec<Vec<usize>> {
    let mut rows = vec![Vec::new()];
    for _ in 0..values {
        let longer = |row: Vec<usize>| {
            let free = (0..values).filter(|value| !row.contains(value));
            free.map(|value| [row.as_slice(), &[value]].concat())
                .collect::<Vec<_>>()
        };
        rows = rows.into_iter().flat_map(longer).collect();
    }
    rows
}

/// One-hot vectors for classes numbered from 0.
///
/// # Errors
/// [`Error::Empty`] without labels or classes, [`Error::Label`] for a label that is not below
/// `classes`, with its place and value.
///
/// ```
/// use downhill::{data::encode, ndarray::array};
/// assert_eq!(encode::classes(&[1, 0], 2)?, array![[0.0, 1.0], [1.0, 0.0]]);
/// assert_eq!(encode::classes(&[1, 7], 2).unwrap_err().to_string(), "label 1 is 7; it must be less than the number of classes");
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn classes(labels: &[usize], classes: usize) -> Result<Array2<f64>> {
    if let Some((index, &label)) = labels
        .iter()
        .enumerate()
        .find(|&(_, &label)| label >= classes)
    {
        return Err(Error::Label {
            index,
            value: label as f64,
            allowed: "less than the number of classes",
        });
    }
    one_hot(labels, &(0..classes).collect::<Vec<usize>>())
}

fn places<T: PartialEq + Debug>(values: &[T], known: &[T]) -> Result<Vec<usize>> {
    if values.is_empty() {
        return Err(Error::Empty { what: "the values" });
    }
    if known.is_empty() {
        return Err(Error::Empty {
            what: "the list of possible values",
        });
    }
    let place = |(index, value): (usize, &T)| {
        known
            .iter()
            .position(|other| other == value)
            .ok_or_else(|| Error::Category {
                index,
                value: format!("{value:?}"),
                known: format!("{known:?}"),
            })
    };
    values.iter().enumerate().map(place).collect()
}
