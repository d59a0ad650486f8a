//! The claims at the end of S0 §4.3: local minima and the global one, and ways out of the former.

use std::error::Error;

use downhill::objective::{Evaluate, Quadratic, Rastrigin};
use downhill::optim::{Descent, Schedule};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::search::{Annealing, NoisyDescent, Restarts, Space, chain, logarithmic, success};

use super::claim::Verdict::Corrected;
use super::claim::{Claim, Value, holds};

const SECTION: &str = "S0 §4.3";

/// Half the value of the second lowest minimum of Rastrigin's function with dents of this depth: below it lies the lowest dent alone.
fn limit(f: Rastrigin, rate: f64) -> downhill::Result<f64> {
    Ok(Descent::new(rate).steps(400).run(&f, &[1.0, 0.0])?.value() / 2.0)
}

fn square() -> downhill::Result<Space> {
    Space::cube(2, -5.12, 5.12)
}

/// How often the best of so many descents finds the lowest dent, and one descent alone.
pub(super) fn starts(count: usize) -> downhill::Result<(f64, f64)> {
    let f = Rastrigin::new(2)?;
    let (space, limit) = (square()?, limit(f, 0.002)?);
    let share = |count: usize, seeds| {
        let search = Restarts::new(Descent::new(0.002).steps(50), count);
        success(seeds, limit, |rng| Ok(search.run(&f, &space, rng)?.value()))
    };
    Ok((share(count, 0..200)?.value(), share(1, 0..4000)?.value()))
}

/// The share of 200 walks that find the lowest dent at these temperatures.
fn annealed(temperature: impl Into<Schedule>) -> downhill::Result<f64> {
    let f = Rastrigin::new(2)?;
    let (space, limit) = (square()?, limit(f, 0.002)?);
    let walk = Annealing::new(temperature, 0.5, 2000);
    let share = success(0..200, limit, |rng| Ok(walk.run(&f, &space, rng)?.value()))?;
    Ok(share.value())
}

/// The same for 2,000 steps of descent with noise on dents of depth 1, and without noise.
fn with_noise() -> downhill::Result<(f64, f64)> {
    let f = Rastrigin::new(2)?.dents(1.0)?;
    let (space, limit) = (square()?, limit(f, 0.02)?);
    let share = |from: f64| {
        let (to, length) = (0.0, 1800);
        let search = NoisyDescent::new(0.012, Schedule::Linear { from, to, length }, 2000);
        success(0..200, limit, |rng| {
            Ok(search.run(&f, &space, rng)?.value())
        })
    };
    Ok((share(19.0)?.value(), share(0.0)?.value()))
}

fn one_minimum() -> Result<Value, Box<dyn Error>> {
    let (bowl, space) = (Quadratic::bowl(), square()?);
    let rng = &mut ChaCha8Rng::seed_from_u64(0);
    let runs = Restarts::new(Descent::new(1.0), 100).runs(&bowl, &space, rng)?;
    Ok(runs.iter().all(|run| run.value() < 1e-6).into())
}

fn zero_gradient() -> Result<Value, Box<dyn Error>> {
    // The top of the first wall, the minimum beside it, and the origin: 1 is the slope's zero nearest to each.
    let f = Rastrigin::new(1)?;
    let root = |mut x: f64| -> downhill::Result<f64> {
        for _ in 0..50 {
            let bend = f.hessian(&[x])?.expect("it knows its own")[[0, 0]];
            x -= f.gradient(&[x])?[0] / bend;
        }
        Ok(x)
    };
    let kinds = [0.5, 1.0, 0.0].map(|x| -> downhill::Result<bool> {
        let at = root(x)?;
        let still = f.gradient(&[at])?[0].abs() < 1e-9;
        let minimum = f.hessian(&[at])?.expect("it knows its own")[[0, 0]] > 0.0;
        Ok(still && minimum)
    });
    let [top, local, global] = kinds;
    Ok([top?, local?, global?].to_vec().into())
}

pub(super) fn claims() -> Vec<Claim> {
    vec![
        holds(
            "S0-4.3-95",
            SECTION,
            "If there is one local minimum only, the one that descent finds is the global one (a bowl, 100 starts).",
            true,
            0.0,
            one_minimum,
        ),
        holds(
            "S0-4.3-91",
            SECTION,
            "Where the gradient is zero there *may* be a local minimum (Rastrigin's function: the top of a wall, the dent beside it, the lowest dent).",
            vec![false, true, true],
            0.0,
            zero_gradient,
        ),
        holds(
            "S0-4.3-92",
            SECTION,
            "Several initialisations, of which the best is kept, help out of local minima (100 starts against 1 on 105 dents: by $1 - (1-p)^{100}$, to within 0.12).",
            true,
            0.0,
            || {
                let (many, one) = starts(100)?;
                let right = 1.0 - (1.0 - one).powi(100);
                Ok((many > 10.0 * one && (many - right).abs() < 0.12).into())
            },
        ),
        holds(
            "S0-4.3-93",
            SECTION,
            "Annealing accepts worse points with a probability that falls with time, which helps out of local minima: cooled it finds the lowest dent more often than always cold or always hot.",
            true,
            0.0,
            || {
                let (initial, factor, floor) = (10.0, 0.9966, 0.01);
                let cooled = annealed(Schedule::Exponential {
                    initial,
                    factor,
                    floor,
                })?;
                Ok((cooled > annealed(0.01)? && cooled > annealed(100.0)?).into())
            },
        ),
        holds(
            "S0-4.3-94",
            SECTION,
            "A gradient with noise has a chance of leaving a local minimum (dents of depth 1: at least twice as often at the lowest as without noise).",
            true,
            0.0,
            || {
                let (noisy, quiet) = with_noise()?;
                Ok((noisy > 2.0 * quiet).into())
            },
        ),
        Claim {
            id: "S0-4.3-96",
            source: SECTION,
            says: "For the ways out of local minima theory has no guarantee. (Eleven states, depth 1: is the lowest reached with a probability that goes on towards 1?)",
            verdict: Corrected {
                expected: false.into(),
                right: true.into(),
                tolerance: 0.0,
                computed: || {
                    let heights = [0.0, 0.5, 1.0, 1.5, 2.0, 1.75, 1.5, 1.25, 1.0, 1.5, 2.0];
                    let missed = |c: f64| -> downhill::Result<[f64; 2]> {
                        let p = chain(&heights, 8, logarithmic(c), &[10_000, 100_000])?;
                        Ok([1.0 - p[[0, 0]], 1.0 - p[[1, 0]]])
                    };
                    let (slow, fast) = (missed(1.0)?, missed(0.4)?);
                    Ok((slow[1] < 0.7 * slow[0] && fast[1] > 0.95 * fast[0]).into())
                },
                because: "cooled slowly enough, as c / ln k with c at least the depth, annealing reaches the lowest state with a probability that goes to 1 (Hajek 1988); as it is used, and for the others, the sentence holds",
            },
        },
    ]
}
