//! Learning-rate schedules: pure functions of the step number. Serves chapter 13, and every chapter that changes
//! its rate on the way.

mod check;

use std::fmt;
use std::sync::Arc;

use crate::elementary::{cos, powf};
use crate::number::{Float, number};

/// A learning rate for each step, counted from 0.
/// The rate does not know the optimiser and the optimiser does not know the schedule.
///
/// | variant | $\eta_k$ |
/// |---|---|
/// | `Constant` | $\eta$ |
/// | `Step` | $\eta_0 \gamma^{\lfloor k / s \rfloor}$ |
/// | `Exponential` | $\max(\eta_{\min}, \eta_0 \gamma^k)$ |
/// | `Linear` | $\eta_0 + (\eta_n - \eta_0)\, k / n$ |
/// | `InverseRoot` | $\eta_0 / \sqrt{k + 1}$ |
/// | `Cosine` | $\eta_n + \frac12 (\eta_0 - \eta_n) (1 + \cos \pi k / n)$ |
/// | `WarmUp` | $\eta\, (k + 1) / n$ |
/// | `Sequence` | one after the other, each counting from 0 |
/// | `Custom` | any function of $k$ |
///
/// Those that know their length $n$ keep their last rate after it. A run of $n$ updates makes steps $0$ to $n - 1$, so
/// that a `Linear` or `Cosine` of that length comes close to its last rate and never takes it: a last rate of 0 wastes
/// no step. `WarmUp` counts from 1, so that no step has the rate 0.
///
/// A plain number is a constant schedule wherever a schedule is asked for. What trains or descends
/// [checks](Self::check) its schedule first; the rate of one that makes no sense is NaN.
///
/// PyTorch's `StepLR`, `ExponentialLR`, `CosineAnnealingLR` and `SequentialLR` are `Step`, `Exponential` without a floor,
/// `Cosine` and `Sequence`; its `LinearLR` takes factors of a rate in the place of rates.
///
/// # References
/// S3 §3.1.3, S4 §6.3 (`Step`, `InverseRoot`); S1, listing, rule 4 (`Exponential`). I. Loshchilov and F. Hutter, "SGDR:
/// stochastic gradient descent with warm restarts", ICLR 2017, [arXiv:1608.03983](https://arxiv.org/abs/1608.03983), eq. 5
/// (`Cosine`). P. Goyal and others, "Accurate, large minibatch SGD", 2017,
/// [arXiv:1706.02677](https://arxiv.org/abs/1706.02677), §2.2 (`WarmUp`).
///
/// # Examples
/// ```
/// use downhill::optim::Schedule;
/// let halving = Schedule::Exponential { initial: 0.8, factor: 0.5, floor: 0.15 };
/// assert_eq!([0, 1, 2, 3].map(|k| halving.rate(k)), [0.8, 0.4, 0.2, 0.15]);
/// assert_eq!(Schedule::InverseRoot { initial: 0.1 }.rate(3), 0.05);
/// let to_zero = Schedule::Linear { from: 0.1, to: 0.0, length: 100 };
/// assert_eq!([0, 50, 100, 1000].map(|k| to_zero.rate(k)), [0.1, 0.05, 0.0, 0.0]);
/// let warm = Schedule::WarmUp { to: 0.1, length: 4 };
/// let both = Schedule::Sequence(vec![(4, warm), (96, Schedule::Cosine { from: 0.1, to: 0.0, length: 96 })]);
/// assert_eq!([0, 1, 3, 4, 52].map(|k| both.rate(k)), [0.025, 0.05, 0.1, 0.1, 0.05]);
/// assert_eq!(Schedule::custom(|k| 1.0 / (k + 1) as f64).rate(3), 0.25);
/// assert_eq!(Schedule::from(0.1).rate(1000), 0.1);
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Schedule<A = f64> {
    /// The same rate at every step.
    Constant(A),
    /// The same rate for so many steps, then a share of it for as many, and so on.
    Step {
        /// The rate of the first step, $\eta_0$.
        initial: A,
        /// What a rate is multiplied by to give the next one, $\gamma$.
        factor: A,
        /// How many steps have the same rate, $s$.
        every: usize,
    },
    /// A rate that shrinks by the same factor at every step, down to a floor. A factor above 1 makes it grow.
    Exponential {
        /// The rate of the first step, $\eta_0$.
        initial: A,
        /// What each rate is multiplied by to give the next, $\gamma$.
        factor: A,
        /// The least rate, $\eta_{\min}$; 0 for none.
        floor: A,
    },
    /// A straight line.
    Linear {
        /// The rate of the first step, $\eta_0$.
        from: A,
        /// The rate after so many steps, $\eta_n$.
        to: A,
        /// After how many, $n$.
        length: usize,
    },
    /// A rate that falls fast at first and then ever more slowly, and whose sum has no limit.
    InverseRoot {
        /// The rate of the first step, $\eta_0$.
        initial: A,
    },
    /// Half a period of a cosine: level, steep, level.
    Cosine {
        /// The rate of the first step, $\eta_0$.
        from: A,
        /// The rate after so many steps, $\eta_n$.
        to: A,
        /// After how many, $n$.
        length: usize,
    },
    /// A straight line that begins near 0.
    WarmUp {
        /// The rate of step $n - 1$ and all later ones, $\eta$.
        to: A,
        /// How many steps it takes, $n$.
        length: usize,
    },
    /// Schedules one after the other, each with the number of its steps. The last one goes on if there are more.
    Sequence(Vec<(usize, Self)>),
    /// A function of the step number: see [`custom`](Self::custom).
    Custom(Arc<dyn Fn(usize) -> A + Send + Sync>),
}

impl<A: Float> Schedule<A> {
    /// Any function of the step number, which may know whatever it needs: the length of the run, say.
    pub fn custom(rate: impl Fn(usize) -> A + Send + Sync + 'static) -> Self {
        Self::Custom(Arc::new(rate))
    }

    /// The rate $\eta_k$ of step $k$. NaN, which no run takes for a rate, where [`check`](Self::check) complains.
    pub fn rate(&self, step: usize) -> A {
        match self {
            Self::Constant(rate) => *rate,
            Self::Custom(rate) => rate(step),
            // `max` would answer a NaN with the floor.
            _ if self.check().is_err() => A::nan(),
            _ => self.checked_rate(step),
        }
    }

    // ANCHOR: rate
    /// The rate of a schedule that makes sense.
    fn checked_rate(&self, step: usize) -> A {
        let (k, one) = (number::<A>(step as f64), A::one());
        match *self {
            Self::Step {
                initial,
                factor,
                every,
            } => initial * powf(factor, number((step / every) as f64)),
            Self::Exponential {
                initial,
                factor,
                floor,
            } => (initial * powf(factor, k)).max(floor),
            Self::Linear { from, to, length } => {
                let done = share(step, length);
                from * (one - done) + to * done
            }
            Self::InverseRoot { initial } => initial / (k + one).sqrt(),
            Self::Cosine { from, to, length } => {
                let angle = number::<A>(std::f64::consts::PI) * share(step, length);
                let left = (one + cos(angle)) / number(2.0);
                from * left + to * (one - left)
            }
            Self::WarmUp { to, length } => to * share(step + 1, length),
            Self::Sequence(ref parts) => {
                let (mut step, last) = (step, parts.len() - 1);
                for (length, part) in &parts[..last] {
                    if step < *length {
                        return part.rate(step);
                    }
                    step -= length;
                }
                parts[last].1.rate(step)
            }
            Self::Constant(_) | Self::Custom(_) => self.rate(step),
        }
    }
    // ANCHOR_END: rate

    /// The rates of the first steps, in the form in which figures take a line.
    pub fn curve(&self, steps: usize) -> Vec<(f64, f64)> {
        let rate = |step| (step as f64, crate::number::as_f64(self.rate(step)));
        (0..steps).map(rate).collect()
    }
}

/// How much of a length is done after so many steps, at most all of it.
fn share<A: Float>(steps: usize, length: usize) -> A {
    number(steps.min(length) as f64 / length as f64)
}

impl<A: fmt::Debug> fmt::Debug for Schedule<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = |name: &str, fields: &[(&str, &dyn fmt::Debug)]| {
            let mut out = f.debug_struct(name);
            for (name, value) in fields {
                out.field(name, value);
            }
            out.finish()
        };
        match self {
            Self::Step {
                initial,
                factor,
                every,
            } => fields(
                "Step",
                &[("initial", initial), ("factor", factor), ("every", every)],
            ),
            Self::Exponential {
                initial,
                factor,
                floor,
            } => fields(
                "Exponential",
                &[("initial", initial), ("factor", factor), ("floor", floor)],
            ),
            Self::Linear { from, to, length } => {
                fields("Linear", &[("from", from), ("to", to), ("length", length)])
            }
            Self::InverseRoot { initial } => fields("InverseRoot", &[("initial", initial)]),
            Self::Cosine { from, to, length } => {
                fields("Cosine", &[("from", from), ("to", to), ("length", length)])
            }
            Self::WarmUp { to, length } => fields("WarmUp", &[("to", to), ("length", length)]),
            Self::Constant(rate) => f.debug_tuple("Constant").field(rate).finish(),
            Self::Sequence(parts) => f.debug_tuple("Sequence").field(parts).finish(),
            Self::Custom(_) => f.write_str("Custom"),
        }
    }
}

impl From<f64> for Schedule<f64> {
    fn from(rate: f64) -> Self {
        Self::Constant(rate)
    }
}

impl From<f32> for Schedule<f32> {
    fn from(rate: f32) -> Self {
        Self::Constant(rate)
    }
}
