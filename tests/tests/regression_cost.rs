//! The operations that `Cost` claims, against a count of those that the algorithms make: the same
//! arithmetic with numbers that count.

use std::cell::Cell;
use std::ops::{Add, Div, Mul, Sub};

use downhill::data::Regression;
use downhill::ndarray::{Array1, Array2};
use downhill::objective::Evaluate;
use downhill::regression::{Cost, SquaredLoss, least_squares};

thread_local!(static COUNT: Cell<u64> = const { Cell::new(0) });

/// A number that counts what is done with it.
#[derive(Debug, Clone, Copy)]
struct Counted(f64);

fn one_more() {
    COUNT.set(COUNT.get() + 1);
}

macro_rules! counted {
    ($($operation:ident $method:ident),+) => { $(
        impl $operation for Counted {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                one_more();
                Self(self.0.$method(other.0))
            }
        }
    )+ };
}
counted!(Add add, Sub sub, Mul mul, Div div);

const ZERO: Counted = Counted(0.0);

type Matrix = Vec<Vec<Counted>>;

/// The answer, and how many operations it took.
fn count<T>(work: impl FnOnce() -> T) -> (T, f64) {
    COUNT.set(0);
    let answer = work();
    (answer, COUNT.get() as f64)
}

fn dot<'a>(
    a: impl IntoIterator<Item = &'a Counted>,
    b: impl IntoIterator<Item = &'a Counted>,
) -> Counted {
    a.into_iter().zip(b).fold(ZERO, |sum, (&x, &y)| sum + x * y)
}

/// Solves the triangular system with rows `u`, from the last row up.
fn back(u: &Matrix, right: &[Counted]) -> Vec<Counted> {
    let p = u.len();
    let mut x = right[..p].to_vec();
    for i in (0..p).rev() {
        x[i] = (x[i] - dot(&u[i][i + 1..p], &x[i + 1..])) / u[i][i];
    }
    x
}

/// By Householder reflections. `columns` are those of the design.
fn by_qr(mut columns: Matrix, mut y: Vec<Counted>) -> Vec<Counted> {
    let p = columns.len();
    for k in 0..p {
        let mut v = columns[k][k..].to_vec();
        let length = Counted(dot(&v, &v).0.sqrt().copysign(v[0].0));
        v[0] = v[0] + length;
        let scale = Counted(2.0) / dot(&v, &v);
        for column in columns[k..].iter_mut().chain([&mut y]) {
            let along = scale * dot(&v, &column[k..]);
            for (entry, &direction) in column[k..].iter_mut().zip(&v) {
                *entry = *entry - along * direction;
            }
        }
    }
    let r = (0..p)
        .map(|i| (0..p).map(|j| columns[j][i]).collect())
        .collect();
    back(&r, &y)
}

/// By the normal equations, $X^T X = U^T U$.
fn by_normal_equations(columns: &Matrix, y: &[Counted]) -> Vec<Counted> {
    let p = columns.len();
    let mut u = vec![vec![ZERO; p]; p];
    for i in 0..p {
        for j in i..p {
            u[i][j] = dot(&columns[i], &columns[j]);
        }
    }
    let mut right: Vec<Counted> = columns.iter().map(|column| dot(column, y)).collect();
    for k in 0..p {
        let root = Counted(u[k][k].0.sqrt());
        for entry in &mut u[k][k..] {
            *entry = *entry / root;
        }
        right[k] = right[k] / root;
        for i in k + 1..p {
            for j in i..p {
                u[i][j] = u[i][j] - u[k][i] * u[k][j];
            }
            right[i] = right[i] - u[k][i] * right[k];
        }
    }
    back(&u, &right)
}

/// The gradient of half the sum of squares.
fn gradient(columns: &Matrix, y: &[Counted], theta: &[Counted]) -> Vec<Counted> {
    let mut residuals: Vec<Counted> = y.iter().map(|&y| ZERO - y).collect();
    for (column, &slope) in columns.iter().zip(theta) {
        for (residual, &x) in residuals.iter_mut().zip(column) {
            *residual = *residual + slope * x;
        }
    }
    columns.iter().map(|x| dot(x, &residuals)).collect()
}

/// 400 samples of 39 features, by a recipe without chance.
fn samples() -> Regression {
    let wave = |i: usize, j: usize| ((i * (j + 3) + j * j) as f64 * 0.618).sin();
    let inputs = Array2::from_shape_fn((400, 39), |(i, j)| wave(i, j));
    let targets = Array1::from_shape_fn(400, |i| wave(i, 50));
    Regression::new(inputs, targets).unwrap()
}

#[test]
fn the_operations_are_those_that_the_algorithms_make() {
    let samples = samples();
    let cost = Cost::of(&samples);
    assert_eq!(
        cost,
        Cost {
            samples: 400,
            parameters: 40
        }
    );
    let ones = Array1::ones(400);
    let columns: Matrix = samples
        .inputs()
        .columns()
        .into_iter()
        .chain([ones.view()])
        .map(|column| column.iter().map(|&x| Counted(x)).collect())
        .collect();
    let y: Vec<Counted> = samples.targets().iter().map(|&y| Counted(y)).collect();

    let right = least_squares(&samples).unwrap();
    let right: Vec<f64> = right
        .coefficients()
        .iter()
        .copied()
        .chain([right.intercept()])
        .collect();
    let same = |found: &[Counted], right: &[f64]| {
        found.len() == right.len() && found.iter().zip(right).all(|(a, b)| (a.0 - b).abs() < 1e-9)
    };
    // Each counted algorithm is the real one. What the leading terms leave out is of lower order: some
    // multiple of n p for the solvers, where the terms are 77 n p and 41 n p.
    let np = 400.0 * 40.0;

    let (found, operations) = count(|| by_qr(columns.clone(), y.clone()));
    assert!(same(&found, &right));
    let left_out = (operations - cost.qr()) / np;
    assert!((0.0..10.0).contains(&left_out), "{left_out}");

    let (found, operations) = count(|| by_normal_equations(&columns, &y));
    assert!(same(&found, &right));
    let left_out = (operations - cost.normal_equations()) / np;
    assert!((0.0..5.0).contains(&left_out), "{left_out}");

    let theta = vec![Counted(0.25); 40];
    let (found, operations) = count(|| gradient(&columns, &y, &theta));
    let loss = SquaredLoss::half_sum(&samples);
    let right = loss.gradient(&[0.25; 40]).unwrap();
    assert!(same(&found, &right.to_vec()));
    let left_out = (operations - cost.descent(1)) / np;
    assert!((0.0..0.05).contains(&left_out), "{left_out}");
    assert_eq!(cost.descent(25), 25.0 * cost.descent(1));
}
