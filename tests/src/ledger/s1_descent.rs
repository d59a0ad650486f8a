//! S1 §4, its first part: the rule, the banana, and the two runs on it.

use std::error::Error;

use downhill::calculus::{Difference, directional_derivatives, gradient};
use downhill::objective::{Banana, Evaluate, Minimum, Objective, Plateau, Quadratic, SixHumpCamel};
use downhill::optim::{Descent, Keep, Run};

use super::claim::{Claim, Value, Verdict, beyond, definition, holds};

pub(super) const SOURCE: &str = "S1 §4";

/// Where S1's runs on the banana begin.
const START: [f64; 2] = [-1.9, -0.9];

pub(super) fn claims() -> Vec<Claim> {
    vec![
        holds(
            "S1-4-01",
            SOURCE,
            "Where the walker finds level ground he may be at the lowest point, on a level place half-way up, or at the bottom of a basin: whether descent ends at the lowest point of the bowl, of a plain with a dip, and of the six-hump camel, from one start each",
            [true, false, false],
            0.0,
            || {
                let ends_lowest = |f: &dyn Objective, start: [f64; 2], rate: f64| {
                    let run = Descent::new(rate).run(f, &start)?;
                    assert!(run.stop().converged(), "{run}");
                    Ok::<_, Box<dyn Error>>(run.value() < f.minima()[0].value + 1e-6)
                };
                Ok([
                    ends_lowest(&Quadratic::bowl(), [-6.0, -6.0], 1.0)?,
                    ends_lowest(&Plateau, [5.0, 0.0], 0.5)?,
                    ends_lowest(&SixHumpCamel, [1.8, 0.6], 0.01)?,
                ]
                .into())
            },
        ),
        holds(
            "S1-4-02",
            SOURCE,
            "The steepest way down is against the gradient: degrees between the two, on the banana at $(-1.9, -0.9)$, for the steepest of 3,600 directions",
            0.0,
            0.1,
            || {
                let slope = Banana.gradient(&START)?;
                let (angle, _) = directional_derivatives(&slope, 3600)?
                    .into_iter()
                    .min_by(|a, b| a.1.total_cmp(&b.1))
                    .ok_or("no directions")?;
                let cosine = -(slope[0] * angle.cos() + slope[1] * angle.sin());
                Ok((cosine / slope.dot(&slope).sqrt())
                    .min(1.0)
                    .acos()
                    .to_degrees()
                    .into())
            },
        ),
        holds(
            "S1-4-03",
            SOURCE,
            "The rule $x_{i+1} = x_i - \\eta \\nabla f(x_i)$ (eq. 4.1): the first step on the banana with $\\eta = 0.0001$, worked by hand: $(-1.9, -0.9) - 0.0001\\,(-3433.4, -902)$",
            [-1.55666, -0.8098],
            1e-12,
            || {
                let run = Descent::new(0.0001).steps(1).run(&Banana, &START)?;
                Ok(run.end().to_vec().into())
            },
        ),
        Claim {
            id: "S1-4-04",
            source: SOURCE,
            says: "$\\eta$ is the length of the step: how far the first step on the banana goes with $\\eta = 0.0001$",
            verdict: Verdict::Corrected {
                expected: 0.0001.into(),
                right: 0.354_991.into(),
                tolerance: 1e-6,
                computed: || {
                    let run = Descent::new(0.0001).steps(1).run(&Banana, &START)?;
                    Ok((run.end()[0] - START[0])
                        .hypot(run.end()[1] - START[1])
                        .into())
                },
                because: "the step has the length $\\eta \\lVert \\nabla f \\rVert$, as S1 itself takes for granted where it explains its figure 8",
            },
        },
        beyond(
            "S1-4-05",
            SOURCE,
            "The start is a random point",
            "it is a choice; S1's own runs start where it says they do",
        ),
        holds(
            "S1-4-06",
            SOURCE,
            "The banana is $(1 - x)^2 + 100 (y - x^2)^2$ (eq. 4.2): at (0, 0), (1, 1), $(-1, 1)$ and $(-1.9, -0.9)$",
            [1.0, 0.0, 4.0, 2042.42],
            1e-9,
            || {
                let at = [[0.0, 0.0], [1.0, 1.0], [-1.0, 1.0], START];
                Ok(at
                    .iter()
                    .map(|at| Ok(Banana.value(at)?))
                    .collect::<Result<Vec<f64>, Box<dyn Error>>>()?
                    .into())
            },
        ),
        beyond(
            "S1-4-07",
            SOURCE,
            "It is called so because its contours look like a banana",
            "it is a likeness; chapter 5 draws them",
        ),
        holds(
            "S1-4-08",
            SOURCE,
            "Its lowest point is (1, 1): where the lowest of 401 × 401 places of the square from $-2$ to 2 lies",
            [1.0, 1.0],
            1e-12,
            || {
                let place = |k: u32| f64::from(k) / 100.0 - 2.0;
                let mut lowest = (f64::INFINITY, [0.0; 2]);
                for at in (0..401).flat_map(|i| (0..401).map(move |j| [place(i), place(j)])) {
                    let value = Banana.value(&at)?;
                    if value < lowest.0 {
                        lowest = (value, at);
                    }
                }
                Ok(lowest.1.into())
            },
        ),
        holds(
            "S1-4-09",
            SOURCE,
            "Its gradient is $(2(x - 1) - 400 x (y - x^2), 200 (y - x^2))$ (eq. 4.3): largest relative difference from central differences, at 200 places",
            0.0,
            1e-6,
            || {
                let mut worst = 0.0_f64;
                for k in 0..200_u32 {
                    let at = [
                        f64::from(k % 20) * 0.2 - 1.93,
                        f64::from(k / 20) * 0.4 - 1.07,
                    ];
                    let exact = Banana.gradient(&at)?;
                    let off =
                        &exact - &gradient(|p| banana(p[0], p[1]), &at, Difference::Central)?.value;
                    worst = worst.max((off.dot(&off) / exact.dot(&exact)).sqrt());
                }
                Ok(worst.into())
            },
        ),
        holds(
            "S1-4-10",
            SOURCE,
            "The gradient is zero at (1, 1) and nowhere else: how often its x changes sign along the parabola where its y is zero, from $x = -3.005$ to 3.005",
            1,
            0.0,
            || {
                let slopes = (0..=601).map(|k| {
                    let x = f64::from(k) / 100.0 - 3.005;
                    on_floor(x).map(|slope| slope[0] > 0.0)
                });
                let signs: Vec<bool> = slopes.collect::<Result<_, _>>()?;
                Ok(signs.windows(2).filter(|w| w[0] != w[1]).count().into())
            },
        ),
        holds(
            "S1-4-11",
            SOURCE,
            "On $y = x^2$ the gradient is $(2(x - 1), 0)$: at $x$ = $-1$, 0.5 and 2",
            [[-4.0, 0.0], [-1.0, 0.0], [2.0, 0.0]],
            1e-12,
            || {
                [-1.0, 0.5, 2.0]
                    .into_iter()
                    .map(|x| on_floor(x).map(Value::from))
                    .collect()
            },
        ),
        holds(
            "S1-4-12",
            SOURCE,
            "On it the ground rises to the right beyond $x = 1$, to the left before it, and more steeply the farther from 1: the slope along x at 0, 0.9, 1.1 and 2",
            [-2.0, -0.2, 0.2, 2.0],
            1e-12,
            || {
                [0.0, 0.9, 1.1, 2.0]
                    .into_iter()
                    .map(|x| on_floor(x).map(|slope| slope[0]))
                    .collect::<Result<Vec<f64>, _>>()
                    .map(Value::from)
            },
        ),
        Claim {
            id: "S1-4-13",
            source: SOURCE,
            says: "Its stationary point, where it takes its minimum 0, is (0, 0)",
            verdict: Verdict::Corrected {
                expected: [0.0, 0.0].into(),
                right: [1.0, 1.0].into(),
                tolerance: 0.0,
                computed: || {
                    let minima: Vec<Minimum> = Banana.minima();
                    let at = &minima[0].at;
                    assert!(
                        Banana.value(at)? == 0.0 && Banana.gradient(at)?.iter().all(|&g| g == 0.0)
                    );
                    Ok(at.to_vec().into())
                },
                because: "at (0, 0) the value is 1 and the gradient $(-2, 0)$; a few lines before S1 has it right",
            },
        },
        holds(
            "S1-4-14",
            SOURCE,
            "From $(-1.9, -0.9)$ with rate 0.0001, until the gradient's norm is below 1e-4: 199,078 steps",
            199_078,
            0.0,
            || Ok(run(0.0001)?.steps().into()),
        ),
        holds(
            "S1-4-15",
            SOURCE,
            "That run ends at (0.9999, 0.9998)",
            [0.9999, 0.9998],
            5e-5,
            || Ok(run(0.0001)?.end().to_vec().into()),
        ),
        holds(
            "S1-4-16",
            SOURCE,
            "The path turns sharply where it enters the valley and then follows it (figure 7): whether its direction after 40 steps and after 400 differ by more than 45°, and $\\lvert y - x^2 \\rvert$ stays below 0.01 from there on",
            [true, true],
            0.0,
            || {
                let all = Descent::new(0.0001).keep(Keep::All).run(&Banana, &START)?;
                let path = all.path().xy()?;
                let heading = |k: usize| {
                    let (from, to) = (path[k], path[k + 1]);
                    (to.1 - from.1).atan2(to.0 - from.0).to_degrees()
                };
                let close = path[400..].iter().all(|&(x, y)| (y - x * x).abs() < 0.01);
                Ok([(heading(40) - heading(400)).abs() > 45.0, close].into())
            },
        ),
        holds(
            "S1-4-17",
            SOURCE,
            "A larger rate converges faster: whether 0.0009 takes fewer steps than 0.0001",
            true,
            0.0,
            || Ok((run(0.0009)?.steps() < run(0.0001)?.steps()).into()),
        ),
        Claim {
            id: "S1-4-18",
            source: SOURCE,
            says: "With rate 0.0009 it takes 18,567 steps",
            verdict: Verdict::Corrected {
                expected: 18_567.into(),
                right: 21_466.into(),
                tolerance: 0.0,
                computed: || Ok(run(0.0009)?.steps().into()),
                because: "18,567 is the count of the rate 0.0011, to the unit (S1-4-19): the printed rate is a slip",
            },
        },
        Claim {
            id: "S1-4-19",
            source: SOURCE,
            says: "With rate 0.0009 it takes 18,567 steps: with which of the rates 0.0001, 0.0002, … 0.0020 does it?",
            verdict: Verdict::Corrected {
                expected: [0.0009].into(),
                right: [0.0011].into(),
                tolerance: 0.0,
                computed: || {
                    let mut rates = Vec::new();
                    for k in 1..=20 {
                        let rate = f64::from(k) / 10_000.0;
                        if run(rate)?.steps() == 18_567 {
                            rates.push(rate);
                        }
                    }
                    Ok(rates.into())
                },
                because: "the rate is a slip: with 0.0009 it takes 21,466 steps",
            },
        },
        holds(
            "S1-4-20",
            SOURCE,
            "With rate 0.0009 it ends at (0.9999, 0.9998) again",
            [0.9999, 0.9998],
            5e-5,
            || Ok(run(0.0009)?.end().to_vec().into()),
        ),
        Claim {
            id: "S1-4-21",
            source: SOURCE,
            says: "With rate 0.0009 it converges 10 times as fast as with 0.0001",
            verdict: Verdict::Corrected {
                expected: 10.into(),
                right: 9.27.into(),
                tolerance: 0.01,
                computed: || Ok((run(0.0001)?.steps() as f64 / run(0.0009)?.steps() as f64).into()),
                because: "nine times the rate gives about nine times the speed; 199,078 / 18,567 = 10.7 belongs to the rate 0.0011",
            },
        },
        holds(
            "S1-4-22",
            SOURCE,
            "Where the gradient is large, one step leaps over the valley and up the opposite slope (figure 8): the sign of the slope along x before and after the first step, at rates 0.0009 and 0.0011",
            [[-1, 1], [-1, 1]],
            0.0,
            || {
                [0.0009, 0.0011]
                    .into_iter()
                    .map(|rate| {
                        let step = Descent::new(rate).steps(1).run(&Banana, &START)?;
                        let before = Banana.gradient(&START)?[0].signum();
                        Ok(Value::from([
                            before,
                            Banana.gradient(step.end())?[0].signum(),
                        ]))
                    })
                    .collect()
            },
        ),
        holds(
            "S1-4-23",
            SOURCE,
            "After two large moves the run is in the valley and advances slowly (figure 8): how many of its moves are longer than 0.1, at rates 0.0009 and 0.0011",
            [2, 2],
            0.0,
            || {
                [0.0009, 0.0011]
                    .into_iter()
                    .map(|rate| {
                        let all = Descent::new(rate).keep(Keep::All).run(&Banana, &START)?;
                        let path = all.path().xy()?;
                        let moves = path.windows(2);
                        let long =
                            |w: &&[(f64, f64)]| (w[1].0 - w[0].0).hypot(w[1].1 - w[0].1) > 0.1;
                        Ok(Value::from(moves.filter(long).count()))
                    })
                    .collect()
            },
        ),
        definition(
            "S1-4-24",
            SOURCE,
            "The curve $y = x^2$ is called the valley",
        ),
    ]
}

/// S1's run on the banana at this rate.
fn run(rate: f64) -> Result<Run, Box<dyn Error>> {
    let descent = Descent::new(rate).tolerance(1e-4).keep(Keep::Ends);
    Ok(descent.run(&Banana, &START)?)
}

/// The banana's gradient on the floor of its valley.
fn on_floor(x: f64) -> Result<Vec<f64>, Box<dyn Error>> {
    Ok(Banana.gradient(&[x, x * x])?.to_vec())
}

/// The banana as S1's equation 4.2 writes it.
fn banana(x: f64, y: f64) -> f64 {
    (1.0 - x).powi(2) + 100.0 * (y - x.powi(2)).powi(2)
}
