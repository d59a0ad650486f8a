//! Universal approximation by construction: a network with one hidden layer that follows any
//! continuous function of one variable, put together from bumps. Serves chapter 10.

use ndarray::{Array1, Array2};

use super::{Layer, Network};
use crate::activation::Activation::{Identity, Sigmoid};
use crate::check::{all_finite, positive};
use crate::error::{Error, Result};

/// A network that is nearly constant on each of `count` pieces of the interval [`from`, `to`], with the height
/// that $f$ has in the middle of the piece.
///
/// A steep sigmoid is nearly a step, and the difference of two is a bump: up at one end of a piece, down at
/// the other. Bumps side by side make
///
/// $$\hat f(x) = f(m_1) + \sum_{k=1}^{n-1} \bigl(f(m_{k+1}) - f(m_k)\bigr)
///   \operatorname{sigmoid}\bigl(s (x - c_k)\bigr)$$
///
/// with the middles $m_k$ and the borders $c_k$ between the pieces: where one bump goes down and the
/// next goes up, one sigmoid does both. So $n$ pieces need $n - 1$ hidden neurons. `steepness` says how
/// many pieces' widths go into $s$: with 1 the steps are as wide as the pieces and the network is smooth, with
/// 20 it is a staircase. For a continuous function the greatest error tends to 0 as pieces are added.
///
/// # Errors
/// [`Error::OutOfRange`] for an interval or a steepness that is not positive, or fewer than two pieces;
/// [`Error::NotFinite`] where the function is a NaN or infinite.
///
/// # References
/// S0 §4.3 quotes the theorem: K. Hornik, M. Stinchcombe and H. White, "Multilayer feedforward networks are
/// universal approximators", *Neural Networks* 2 (1989), 359–366,
/// [doi:10.1016/0893-6080(89)90020-8](https://doi.org/10.1016/0893-6080%2889%2990020-8). The construction is
/// folklore; M. Nielsen, *Neural Networks and Deep Learning*, 2015, chapter 4, draws it.
///
/// # Examples
/// ```
/// use downhill::network::bumps::staircase;
/// let network = staircase(f64::sin, (0.0, 6.0), 60, 5.0)?;
/// assert_eq!(network.sizes(), [1, 59, 1]);
/// assert!((network.forward(&[2.0])?[0] - 2f64.sin()).abs() < 0.05);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn staircase(
    f: impl Fn(f64) -> f64,
    (from, to): (f64, f64),
    count: usize,
    steepness: f64,
) -> Result<Network> {
    let length = positive("the length of the interval", to - from)?;
    positive("the steepness", steepness)?;
    if count < 2 {
        return Err(Error::OutOfRange {
            name: "the number of pieces",
            value: count as f64,
            range: "2 or more",
        });
    }
    let width = length / count as f64;
    let heights = Array1::from_shape_fn(count, |k| f(from + (k as f64 + 0.5) * width));
    all_finite("the function", &heights)?;
    // From 12 % to 88 % a sigmoid takes 4 / s.
    let s = 4.0 * steepness / width;
    let border = |k: usize| from + (k + 1) as f64 * width;
    Network::new(vec![
        Layer::new(
            Array2::from_elem((count - 1, 1), s),
            Array1::from_shape_fn(count - 1, |k| -s * border(k)),
            Sigmoid,
        ),
        Layer::new(
            Array2::from_shape_fn((1, count - 1), |(_, k)| heights[k + 1] - heights[k]),
            Array1::from_elem(1, heights[0]),
            Identity,
        ),
    ])
}

/// A single bump of this height between `left` and `right`: two hidden neurons, one that rises and one
/// that takes it back.
///
/// $$h \bigl(\operatorname{sigmoid}(s (x - \text{left})) - \operatorname{sigmoid}(s (x - \text{right}))\bigr)$$
///
/// # Errors
/// [`Error::OutOfRange`] unless right is beyond left and $s$, the `slope`, is positive, [`Error::Layer`]
/// for a height that is not finite.
///
/// ```
/// use downhill::network::bumps::bump;
/// let network = bump(1.0, 2.0, 3.0, 100.0)?;
/// assert!((network.forward(&[1.5])?[0] - 3.0).abs() < 1e-9);
/// assert!(network.forward(&[2.5])?[0].abs() < 1e-9);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn bump(left: f64, right: f64, height: f64, slope: f64) -> Result<Network> {
    positive("the width of the bump", right - left)?;
    positive("the slope", slope)?;
    Network::new(vec![
        Layer::new(
            Array2::from_elem((2, 1), slope),
            Array1::from_vec(vec![-slope * left, -slope * right]),
            Sigmoid,
        ),
        Layer::new(
            Array2::from_shape_fn((1, 2), |(_, side)| if side == 0 { height } else { -height }),
            Array1::zeros(1),
            Identity,
        ),
    ])
}

/// A bump of height 1 over a rectangle of the plane, with *two* layers of sigmoids: four steep neurons make a ridge along each axis, and one
/// more neuron asks whether their sum is above 1½, as it is only where the ridges cross. That neuron is the output.
///
/// One hidden layer does not do it so: the sum of two ridges has the height 1 all along their arms.
///
/// # Errors
/// [`Error::OutOfRange`] for a side or a slope that is not positive.
///
/// ```
/// use downhill::network::bumps::bump_in_plane;
/// let network = bump_in_plane((-0.5, 0.5), (0.0, 1.0), 50.0)?;
/// assert!(network.forward(&[0.0, 0.5])?[0] > 0.99);
/// assert!(network.forward(&[0.0, -0.5])?[0] < 0.01 && network.forward(&[0.9, 0.5])?[0] < 0.01);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn bump_in_plane(first: (f64, f64), second: (f64, f64), slope: f64) -> Result<Network> {
    positive("a side of the rectangle", first.1 - first.0)?;
    positive("a side of the rectangle", second.1 - second.0)?;
    positive("the slope", slope)?;
    let borders = [first.0, first.1, second.0, second.1];
    let along = Array2::from_shape_fn((4, 2), |(k, axis)| if k / 2 == axis { slope } else { 0.0 });
    let signs = Array2::from_shape_fn((1, 4), |(_, k)| if k % 2 == 0 { slope } else { -slope });
    Network::new(vec![
        Layer::new(
            along,
            borders.iter().map(|border| -slope * border).collect(),
            Sigmoid,
        ),
        Layer::new(signs, Array1::from_elem(1, -1.5 * slope), Sigmoid),
    ])
}
