//! Searches that may leave a minimum.

use downhill::ndarray::aview1;
use downhill::objective::{Evaluate, Quadratic, Rastrigin};
use downhill::search::{Annealing, Space, chain, logarithmic, metropolis, success, tuned_success};

use super::shared::*;
use super::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    let rise = |x: f64| match x {
        x if x <= 0.0 => 1.0,
        x if x.is_nan() => 0.0,
        x => (-x).exp(),
    };
    vec![
        row(
            "Space::new, Space::cube, Space::contains",
            |x| {
                let inside = |space: Space| yes(space.contains(aview1(&[x / 2.0])));
                let spaces = [Space::new(&[(-1.0, x)])?, Space::cube(1, -1.0, x)?];
                Ok(spaces.map(inside).to_vec())
            },
            |x| vec![yes(x / 2.0 < x); 2],
        ),
        row(
            "Annealing::new",
            |x| {
                let (bowl, space) = (Quadratic::diagonal(&[1.0])?, Space::cube(1, 0.5, 0.5001)?);
                let run = Annealing::new(1.0, x, 3).run(&bowl, &space, &mut draw())?;
                Ok(vec![yes(run.value() < 0.126)])
            },
            |x| vec![if x > 0.0 { finite(x, 1.0) } else { NAN }],
        ),
        row(
            "metropolis",
            |x| Ok(vec![metropolis(x, 1.0), metropolis(1.0, x)]),
            move |x| {
                let hot = match x {
                    x if x > 0.0 => (-1.0 / x).exp(),
                    0.0 => 0.0,
                    _ => NAN,
                };
                vec![rise(x), hot]
            },
        ),
        row(
            "logarithmic",
            |x| Ok(vec![logarithmic(x).rate(0)]),
            |x| vec![x / 2_f64.ln()],
        ),
        row(
            "chain",
            |x| Ok(vec![chain(&[0.0, x], 0, 1.0, &[1])?[[0, 1]]]),
            move |x| vec![finite(x, 0.5 * rise(x))],
        ),
        row(
            "success, tuned_success",
            |x| {
                let (_, tuned) = tuned_success(&[()], [0..1, 0..1], x, |(), _| Ok(0.25))?;
                let share = success(0..1, x, |_| Ok(0.25))?;
                Ok(vec![share.value(), tuned.value()])
            },
            |x| vec![if x.is_nan() { NAN } else { yes(0.25 < x) }; 2],
        ),
        row(
            "Rastrigin::dents",
            |x| Ok(vec![Rastrigin::new(1)?.dents(x)?.value(&[0.5])?]),
            |x| vec![if x >= 0.0 { 0.25 + 2.0 * x } else { NAN }],
        ),
    ]
}
