//! Critical points, slices, boxes and rescaled networks.

use downhill::Result;
use downhill::activation::Activation::{Identity, Relu};
use downhill::landscape::{Slice, box_sharpness, critical_point, rescaled, whole_hessian};
use downhill::ndarray::array;
use downhill::network::{Layer, Network};
use downhill::objective::Quadratic;

use super::shared::*;
use super::{Row, row};

/// $x^2$.
fn square() -> Result<Quadratic> {
    Quadratic::diagonal(&[2.0])
}

pub(super) fn rows() -> Vec<Row> {
    vec![
        row(
            "whole_hessian",
            |x| Ok(vec![whole_hessian(&square()?, &[x])?[[0, 0]]]),
            |x| vec![finite(x, 2.0)],
        ),
        row(
            "critical_point",
            |x| Ok(vec![critical_point(&square()?, &[x], 1e-9, 400)?.at[0]]),
            |x| vec![finite(x, 0.0)],
        )
        .off(|_| 1e-9),
        row(
            "critical_point",
            |x| {
                let found = critical_point(&square()?, &[1.0], x, 100)?;
                Ok(vec![yes(found.gradient <= x.max(1e-12))])
            },
            |x| vec![if x >= 0.0 { finite(x, 1.0) } else { NAN }],
        ),
        row(
            "Slice::new, Slice::height, Slice::along",
            |x| {
                let square = square()?;
                let through = |origin: f64, u: f64| Slice::new(&square, &[origin], &[u], &[0.0]);
                Ok(vec![
                    through(x, 1.0)?.height(0.0, 0.0),
                    through(0.0, x)?.height(1.0, 0.0),
                ])
            },
            |x| vec![x * x; 2],
        ),
        row(
            "Slice::height, Slice::along",
            |x| {
                let square = square()?;
                let slice = Slice::new(&square, &[0.0], &[1.0], &[0.0])?;
                Ok(vec![slice.height(x, 0.0), slice.along(x, 3)[2].1])
            },
            |x| vec![x * x; 2],
        ),
        row(
            "box_sharpness",
            |x| Ok(vec![box_sharpness(&square()?, &[x], 0.5, &mut draw())?]),
            |x| {
                let corner = 1.5 * x.abs() + 0.5;
                vec![100.0 * (corner * corner - x * x) / (1.0 + x * x)]
            },
        ),
        row(
            "box_sharpness",
            |x| Ok(vec![box_sharpness(&square()?, &[0.0], x, &mut draw())?]),
            |x| vec![if x > 0.0 { 100.0 * x * x } else { NAN }],
        ),
        row(
            "rescaled",
            |x| {
                let layer = |activation| Layer::new(array![[1.0]], array![0.0], activation);
                let network = Network::new(vec![layer(Relu), layer(Identity)])?;
                Ok(vec![rescaled(&network, 0, x)?.forward(&[0.5])?[0]])
            },
            |x| vec![if x > 0.0 { finite(x, 0.5) } else { NAN }],
        ),
    ]
}
