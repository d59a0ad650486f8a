//! Products, decompositions, losses.

use downhill::linalg::{
    Eigen, Qr, multiply, multiply_transposed, singular_values, transposed_multiply,
};
use downhill::loss::{Loss, softmax};
use downhill::ndarray::{Array2, array};

use super::shared::*;
use super::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    [matrices(), losses()].into_iter().flatten().collect()
}

fn matrices() -> Vec<Row> {
    let product = |x: f64| vec![x + x, x];
    vec![
        row(
            "singular_values",
            |x| {
                let of_column = singular_values(&array![[x], [0.0]])?;
                let of_both = singular_values(&array![[x, 0.0], [0.0, 1.0]])?;
                Ok(vec![of_column[0], of_both[0], of_both[1]])
            },
            |x| vec![x.abs(), x.abs().min(1.0), x.abs().max(1.0)],
        ),
        row(
            "multiply",
            |x| {
                let mut place = Array2::zeros((1, 2));
                multiply(
                    &array![[x, x]],
                    &array![[1.0, 0.5], [1.0, 0.5]],
                    place.view_mut(),
                )?;
                Ok(place.into_raw_vec_and_offset().0)
            },
            product,
        ),
        row(
            "multiply_transposed",
            |x| {
                let mut place = Array2::zeros((1, 2));
                multiply_transposed(
                    &array![[x, x]],
                    &array![[1.0, 1.0], [0.5, 0.5]],
                    place.view_mut(),
                )?;
                Ok(place.into_raw_vec_and_offset().0)
            },
            product,
        ),
        row(
            "transposed_multiply",
            |x| {
                let mut place = Array2::zeros((1, 2));
                transposed_multiply(
                    &array![[x], [x]],
                    &array![[1.0, 0.5], [1.0, 0.5]],
                    place.view_mut(),
                )?;
                Ok(place.into_raw_vec_and_offset().0)
            },
            product,
        ),
        row(
            "Qr::new, Qr::solve",
            |x| {
                Ok(Qr::new(&array![[x, 0.0], [x, x]])?
                    .solve(&array![x, x])?
                    .to_vec())
            },
            |x| {
                if sign(x).is_nan() {
                    vec![NAN; 2]
                } else {
                    vec![1.0, 0.0]
                }
            },
        )
        .off(|_| 1e-12),
        row(
            "Qr::solve",
            |x| {
                Ok(Qr::new(&array![[3.0, 0.0], [0.0, 2.0]])?
                    .solve(&array![x, x])?
                    .to_vec())
            },
            |x| vec![x / 3.0, x / 2.0],
        )
        .to(0.6),
        row(
            "Eigen::new",
            |x| {
                Ok(Eigen::new(&array![[x, 0.0], [0.0, -1.0]])?
                    .values()
                    .to_vec())
            },
            |x| {
                if x.is_finite() {
                    vec![x.min(-1.0), x.max(-1.0)]
                } else {
                    vec![NAN; 2]
                }
            },
        ),
        row(
            "Eigen::new",
            |x| {
                let eigen = Eigen::new(&array![[x, x], [x, x]])?;
                Ok(vec![
                    eigen
                        .values()
                        .iter()
                        .fold(0.0, |most: f64, v| most.max(v.abs())),
                ])
            },
            |x| vec![2.0 * x.abs()],
        )
        .to(1e-3),
    ]
}

fn losses() -> Vec<Row> {
    let soft = |x: f64| 1.0 / (1.0 + (-x).exp());
    vec![
        row(
            "Loss::value",
            |x| {
                Ok(vec![
                    Loss::HalfSquaredError.value(&array![[x]], &array![[1.0]])?,
                    Loss::MeanSquaredError.value(&array![[x]], &array![[1.0]])?,
                    Loss::BinaryCrossEntropy.value(&array![[x]], &array![[1.0]])?,
                    Loss::SoftmaxCrossEntropy.value(&array![[x, 0.0]], &array![[1.0, 0.0]])?,
                ])
            },
            |x| {
                let square = (x - 1.0) * (x - 1.0);
                let entropy = (-x).max(0.0) + (-x.abs()).exp().ln_1p();
                vec![square / 2.0, square, entropy, entropy]
            },
        ),
        row(
            "Loss::value",
            |x| {
                Ok(vec![
                    Loss::MeanSquaredError.value(&array![[1.0]], &array![[x]])?,
                    Loss::BinaryCrossEntropy.value(&array![[0.0]], &array![[x.abs()]])?,
                ])
            },
            |x| {
                vec![
                    (x - 1.0) * (x - 1.0),
                    if x.abs() <= 1.0 { 2_f64.ln() } else { NAN },
                ]
            },
        ),
        row(
            "Loss::gradient",
            |x| {
                Ok(vec![
                    Loss::HalfSquaredError.gradient(&array![[x]], &array![[1.0]])?[[0, 0]],
                    Loss::MeanSquaredError.gradient(&array![[x]], &array![[1.0]])?[[0, 0]],
                    Loss::BinaryCrossEntropy.gradient(&array![[x]], &array![[0.0]])?[[0, 0]],
                    Loss::SoftmaxCrossEntropy.gradient(&array![[x, 0.0]], &array![[0.0, 1.0]])?
                        [[0, 0]],
                ])
            },
            move |x| vec![x - 1.0, 2.0 * (x - 1.0), soft(x), soft(x)],
        ),
        row(
            "softmax",
            |x| Ok(softmax(&array![[x, 0.0]]).into_raw_vec_and_offset().0),
            move |x| {
                if x == f64::INFINITY {
                    vec![NAN; 2]
                } else {
                    vec![soft(x), soft(-x)]
                }
            },
        ),
    ]
}
