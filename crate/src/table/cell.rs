//! What stands in a table, and what makes a row of it.

use crate::spread::{Share, Spread};

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Missing,
    /// Words.
    Text(String),
    /// A whole number, written in full.
    Whole(i128),
    /// A number, written with the digits of its column.
    Number(f64),
    /// The median of some numbers, and in brackets the least and the greatest, with the digits of the column.
    Spread(Spread),
}

macro_rules! wholes {
    ($($whole:ty),*) => {$(
        impl From<$whole> for Cell {
            fn from(value: $whole) -> Self {
                Self::Whole(value as i128)
            }
        }
    )*};
}
wholes!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, usize);

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

/// The shortest number that is the same `f32`: 0.1 stays 0.1.
impl From<f32> for Cell {
    fn from(value: f32) -> Self {
        let shortest = value.to_string().parse();
        Self::Number(shortest.unwrap_or(f64::from(value)))
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Text(if value { "yes" } else { "no" }.to_owned())
    }
}

impl From<Spread> for Cell {
    fn from(value: Spread) -> Self {
        Self::Spread(value)
    }
}

impl From<Share> for Cell {
    fn from(value: Share) -> Self {
        Self::Text(value.to_string())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

impl<T: Clone + Into<Cell>> From<&T> for Cell {
    fn from(value: &T) -> Self {
        value.clone().into()
    }
}

/// The cells of one row: a tuple of up to ten, an array or a `Vec`.
pub trait Row {
    /// The cells, from left to right.
    fn cells(self) -> Vec<Cell>;
}

impl<T: Into<Cell>, const N: usize> Row for [T; N] {
    fn cells(self) -> Vec<Cell> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<T: Into<Cell>> Row for Vec<T> {
    fn cells(self) -> Vec<Cell> {
        self.into_iter().map(Into::into).collect()
    }
}

macro_rules! rows {
    ($($($name:ident)+;)*) => {$(
        #[allow(non_snake_case, reason = "each name is that of a type and of its value")]
        impl<$($name: Into<Cell>),+> Row for ($($name,)+) {
            fn cells(self) -> Vec<Cell> {
                let ($($name,)+) = self;
                vec![$($name.into()),+]
            }
        }
    )*};
}
rows! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
}
