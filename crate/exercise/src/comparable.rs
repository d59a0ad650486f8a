//! What a check can compare number by number: the numbers inside a value, each with its place.

use std::fmt::Debug;

use ndarray::{ArrayBase, Data, Dimension};

/// A number of a value, and where it stands: no index for a number by itself, one for a list's, two for a matrix's.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The indices, from the outside in.
    pub place: Vec<usize>,
    /// The number.
    pub value: f64,
}

/// A value that may be a check's, or a slip's: numbers, lists and tuples of them, ndarray's arrays, references to all of
/// these. Words and truth values can be compared only as a whole.
pub trait Comparable: Debug {
    /// The numbers in order; `None` for what is not made of numbers.
    fn numbers(&self) -> Option<Vec<Number>>;
}

/// The numbers of a list, each behind the index of the item it belongs to.
fn inside<'a, T: Comparable + ?Sized + 'a>(
    items: impl IntoIterator<Item = (Vec<usize>, &'a T)>,
) -> Option<Vec<Number>> {
    let mut numbers = Vec::new();
    for (index, item) in items {
        for mut number in item.numbers()? {
            number.place.splice(..0, index.iter().copied());
            numbers.push(number);
        }
    }
    Some(numbers)
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Comparable for $number {
            fn numbers(&self) -> Option<Vec<Number>> {
                Some(vec![Number { place: Vec::new(), value: *self as f64 }])
            }
        }
    )*};
}
numbers!(
    f64, f32, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize
);

macro_rules! wholes {
    ($($whole:ty),*) => {$(
        impl Comparable for $whole {
            fn numbers(&self) -> Option<Vec<Number>> {
                None
            }
        }
    )*};
}
wholes!(bool, char, str, String, ());

impl<T: Comparable + ?Sized> Comparable for &T {
    fn numbers(&self) -> Option<Vec<Number>> {
        (**self).numbers()
    }
}

impl<T: Comparable> Comparable for Option<T> {
    fn numbers(&self) -> Option<Vec<Number>> {
        self.as_ref()?.numbers()
    }
}

impl<T: Comparable> Comparable for [T] {
    fn numbers(&self) -> Option<Vec<Number>> {
        inside(self.iter().enumerate().map(|(i, item)| (vec![i], item)))
    }
}

impl<T: Comparable, const N: usize> Comparable for [T; N] {
    fn numbers(&self) -> Option<Vec<Number>> {
        self.as_slice().numbers()
    }
}

impl<T: Comparable> Comparable for Vec<T> {
    fn numbers(&self) -> Option<Vec<Number>> {
        self.as_slice().numbers()
    }
}

impl<S: Data, D: Dimension> Comparable for ArrayBase<S, D>
where
    S::Elem: Comparable,
{
    fn numbers(&self) -> Option<Vec<Number>> {
        let view = self.view().into_dyn();
        let mut numbers = Vec::new();
        for (index, item) in view.indexed_iter() {
            numbers.extend(inside([(index.slice().to_vec(), item)])?);
        }
        Some(numbers)
    }
}

macro_rules! tuples {
    ($($($name:ident $index:tt),+;)*) => {$(
        impl<$($name: Comparable),+> Comparable for ($($name,)+) {
            fn numbers(&self) -> Option<Vec<Number>> {
                inside([$((vec![$index], &self.$index as &dyn Comparable)),+])
            }
        }
    )*};
}
tuples! {
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
}

/// The lengths along each axis, as far as the numbers tell.
pub(crate) fn lengths(numbers: &[Number]) -> Vec<usize> {
    let axes = numbers.iter().map(|number| number.place.len()).max();
    let mut lengths = vec![0; axes.unwrap_or(1)];
    for number in numbers {
        for (length, index) in lengths.iter_mut().zip(&number.place) {
            *length = (*length).max(index + 1);
        }
    }
    lengths
}

/// Whether two numbers are close; equal infinities are.
pub(crate) fn close(found: f64, expected: f64, tolerance: f64) -> bool {
    found == expected || (found - expected).abs() <= tolerance
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array1, array};

    fn placed(value: &impl Comparable) -> Vec<(Vec<usize>, f64)> {
        let numbers = value.numbers().unwrap().into_iter();
        numbers.map(|number| (number.place, number.value)).collect()
    }

    #[test]
    fn numbers_know_their_places() {
        assert_eq!(placed(&2.5), [(vec![], 2.5)]);
        assert_eq!(placed(&[1, 2]), [(vec![0], 1.0), (vec![1], 2.0)]);
        assert_eq!(
            placed(&(1.5_f32, 7_usize)),
            [(vec![0], 1.5), (vec![1], 7.0)]
        );
        let matrix = array![[1.0, 2.0], [3.0, 4.0]];
        assert_eq!(
            placed(&matrix.t()),
            placed(&vec![vec![1.0, 3.0], vec![2.0, 4.0]])
        );
        assert_eq!(placed(&matrix)[3], (vec![1, 1], 4.0));
        assert_eq!(placed(&Array1::<f64>::zeros(0)), []);
    }

    #[test]
    fn words_are_no_numbers() {
        assert_eq!("one".numbers(), None);
        assert_eq!((1.0, true).numbers(), None);
        assert_eq!(Some(2.0).numbers().map(|numbers| numbers.len()), Some(1));
    }

    #[test]
    fn lengths_are_those_of_the_axes() {
        let lengths = |value: &dyn Comparable| lengths(&value.numbers().unwrap());
        assert_eq!(lengths(&array![[1.0, 2.0, 3.0]]), [1, 3]);
        assert_eq!(lengths(&Vec::<f64>::new()), [0]);
        assert!(lengths(&1.0).is_empty());
    }
}
