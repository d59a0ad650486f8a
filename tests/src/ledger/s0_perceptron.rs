//! S0 §4.2, its first part: the perceptron and its learning rule.

use std::error::Error;

use downhill::activation::Activation;
use downhill::data::{Labels, TwoClass, logic, separable};
use downhill::perceptron::{Perceptron, PerceptronRun, PerceptronStop, separability};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;

use super::claim::{Claim, Value, Verdict};

const SOURCE: &str = "S0 §4.2";

/// One visit of the worked example: the sample, the answer, the weights after it.
macro_rules! visit {
    ($id:literal, $number:literal, $sample:expr, $output:literal, $weights:expr) => {
        Claim {
            id: $id,
            source: SOURCE,
            says: concat!(
                "AND by learning, visit ",
                $number,
                ": sample, $\\hat y$, weights after it"
            ),
            verdict: Verdict::Reproduced {
                expected: Value::List(vec![$sample.into(), $output.into(), $weights.into()]),
                tolerance: 0.0,
                computed: || visit($number),
            },
        }
    };
}

pub(super) fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "S0-4.2-01",
            source: SOURCE,
            says: "A perceptron is two layers of neurons: inputs, and an output layer of McCulloch–Pitts neurons",
            verdict: Verdict::CannotBeChecked {
                because: "it is a definition",
            },
        },
        Claim {
            id: "S0-4.2-02",
            source: SOURCE,
            says: "Perceptrons easily do AND, OR and NOT: the outputs on their truth tables, weights set by hand",
            verdict: Verdict::Reproduced {
                expected: Value::List(vec![
                    [0, 0, 0, 1].into(),
                    [0, 1, 1, 1].into(),
                    [1, 0].into(),
                ]),
                tolerance: 0.0,
                computed: || {
                    let and = Perceptron::new(&[1.0, 1.0], 1.5)?;
                    let or = Perceptron::new(&[1.0, 1.0], 0.5)?;
                    let not = Perceptron::new(&[-1.0], -0.5)?;
                    Ok(Value::List(vec![
                        and.outputs(&logic::and())?.to_vec().into(),
                        or.outputs(&logic::or())?.to_vec().into(),
                        not.outputs(&logic::not())?.to_vec().into(),
                    ]))
                },
            },
        },
        Claim {
            id: "S0-4.2-03",
            source: SOURCE,
            says: "A threshold is the weight of one more input that is always -1: neuron and augmented product answer alike (10,000 random samples)",
            verdict: Verdict::Reproduced {
                expected: true.into(),
                tolerance: 0.0,
                computed: || {
                    let cloud = separable(10_000, 3, 0.01, &mut ChaCha8Rng::seed_from_u64(1))?;
                    let perceptron = Perceptron::from_augmented(cloud.teacher)?;
                    let products = cloud.samples.augmented().dot(&perceptron.augmented());
                    for (x, &z) in cloud.samples.inputs().outer_iter().zip(&products) {
                        if perceptron.output(&x.to_vec())? != Activation::Step.value(z) {
                            return Ok(false.into());
                        }
                    }
                    Ok(true.into())
                },
            },
        },
        Claim {
            id: "S0-4.2-04",
            source: SOURCE,
            says: "The rule: every update of a run adds $\\eta (y - \\hat y) x$ to the weights",
            verdict: Verdict::Reproduced {
                expected: true.into(),
                tolerance: 0.0,
                computed: || {
                    let inputs = logic::and().augmented();
                    let run = learn(&logic::and(), 0.5)?;
                    let obeyed = run.visits().iter().filter(|v| v.is_mistake()).all(|v| {
                        let step = &run.weights()[v.updates] - &run.weights()[v.updates - 1];
                        step == 0.5 * (v.label - v.output) * &inputs.row(v.sample)
                    });
                    Ok((obeyed && run.mistakes() > 0).into())
                },
            },
        },
        Claim {
            id: "S0-4.2-05",
            source: SOURCE,
            says: "The learning rate lies in (0, 1): does AND converge with the rates 0.5, 1, 2 and 1000?",
            verdict: Verdict::Computed {
                held: [true, true, true, true].into(),
                tolerance: 0.0,
                computed: || {
                    [0.5, 1.0, 2.0, 1000.0]
                        .into_iter()
                        .map(|rate| Ok(converges(&learn(&logic::and(), rate)?)))
                        .collect::<Result<Vec<bool>, Box<dyn Error>>>()
                        .map(Value::from)
                },
                because: "the source does not say that larger rates fail, and its own example has $\\eta = 1$; from weights 0 every positive rate gives the same answers, but for rounding",
            },
        },
        Claim {
            id: "S0-4.2-06",
            source: SOURCE,
            says: "A right answer leaves the weights as they are; a wrong one changes them",
            verdict: Verdict::Reproduced {
                expected: true.into(),
                tolerance: 0.0,
                computed: || {
                    let run = learn(&logic::and(), 1.0)?;
                    let mut before = 0;
                    Ok(run
                        .visits()
                        .iter()
                        .all(|visit| {
                            let changed = visit.updates - before == 1;
                            before = visit.updates;
                            changed == visit.is_mistake()
                        })
                        .into())
                },
            },
        },
        Claim {
            id: "S0-4.2-07",
            source: SOURCE,
            says: "A wrong answer changes the weights according to the degree of the error: how many sizes of error are there?",
            verdict: Verdict::Corrected {
                expected: "more than one".into(),
                right: 1.into(),
                tolerance: 0.0,
                computed: || {
                    let mut sizes: Vec<f64> = learn(&logic::and(), 1.0)?
                        .visits()
                        .iter()
                        .filter(|visit| visit.is_mistake())
                        .map(|visit| (visit.label - visit.output).abs())
                        .collect();
                    sizes.dedup();
                    Ok(sizes.len().into())
                },
                because: "with outputs 0 and 1 an error has one size; there are no degrees",
            },
        },
        Claim {
            id: "S0-4.2-08",
            source: SOURCE,
            says: "AND by learning, before visit 1: the weights",
            verdict: Verdict::Reproduced {
                expected: [0, 0, 0].into(),
                tolerance: 0.0,
                computed: || Ok(learn(&logic::and(), 1.0)?.weights()[0].to_vec().into()),
            },
        },
        visit!("S0-4.2-09", 1, [0, 0], 1, [0, 0, 1]),
        visit!("S0-4.2-10", 2, [1, 0], 0, [0, 0, 1]),
        visit!("S0-4.2-11", 3, [0, 1], 0, [0, 0, 1]),
        visit!("S0-4.2-12", 4, [1, 1], 0, [1, 1, 0]),
        visit!("S0-4.2-13", 5, [0, 0], 1, [1, 1, 1]),
        visit!("S0-4.2-14", 6, [1, 0], 1, [0, 1, 2]),
        visit!("S0-4.2-15", 7, [0, 1], 0, [0, 1, 2]),
        visit!("S0-4.2-16", 8, [1, 1], 0, [1, 2, 1]),
        visit!("S0-4.2-17", 9, [0, 0], 0, [1, 2, 1]),
        visit!("S0-4.2-18", 10, [1, 0], 1, [0, 2, 2]),
        visit!("S0-4.2-19", 11, [0, 1], 1, [0, 1, 3]),
        visit!("S0-4.2-20", 12, [1, 1], 0, [1, 2, 2]),
        visit!("S0-4.2-21", 13, [0, 0], 0, [1, 2, 2]),
        visit!("S0-4.2-22", 14, [1, 0], 0, [1, 2, 2]),
        visit!("S0-4.2-23", 15, [0, 1], 1, [1, 1, 3]),
        visit!("S0-4.2-24", 16, [1, 1], 0, [2, 2, 2]),
        visit!("S0-4.2-25", 17, [0, 0], 0, [2, 2, 2]),
        visit!("S0-4.2-26", 18, [1, 0], 1, [1, 2, 3]),
        Claim {
            id: "S0-4.2-27",
            source: SOURCE,
            says: "The weights $(1, 2, 3)$ get all four samples right: how many are wrong?",
            verdict: Verdict::Reproduced {
                expected: 0.into(),
                tolerance: 0.0,
                computed: || Ok(learnt_and()?.mistakes(&logic::and())?.into()),
            },
        },
        Claim {
            id: "S0-4.2-28",
            source: SOURCE,
            says: "They do so as $\\mathrm{sgn}(w_{11} \\cdot x)$: the sign on the four samples",
            verdict: Verdict::Corrected {
                expected: [0, 0, 0, 1].into(),
                right: [-1, -1, -1, 0].into(),
                tolerance: 0.0,
                computed: || {
                    let products = logic::and().augmented().dot(&learnt_and()?.augmented());
                    let sign = |z: f64| if z == 0.0 { 0.0 } else { z.signum() };
                    Ok(products.iter().map(|&z| sign(z)).collect())
                },
                because: "the sign is never the label of class 0; the step with $f(0) = 1$ is meant, and (1, 1) lies on the line",
            },
        },
        Claim {
            id: "S0-4.2-29",
            source: SOURCE,
            says: "With one working layer a perceptron's ability is very limited: the Boolean functions of 1, 2 and 3 inputs that it can learn, of 4, 16 and 256",
            verdict: Verdict::Computed {
                // Known counts of threshold functions; Muroga, Threshold Logic and its Applications, 1971.
                held: [4, 14, 104].into(),
                tolerance: 0.0,
                computed: || (1..=3).map(learnable).collect(),
                because: "the source gives no number; of four inputs nearly every function is out of reach",
            },
        },
        Claim {
            id: "S0-4.2-30",
            source: SOURCE,
            says: "Linearly separable means that a hyperplane parts the two classes",
            verdict: Verdict::CannotBeChecked {
                because: "it is a definition",
            },
        },
        Claim {
            id: "S0-4.2-31",
            source: SOURCE,
            says: "AND, OR and NOT are linearly separable, XOR is not",
            verdict: Verdict::Reproduced {
                expected: [true, true, true, false].into(),
                tolerance: 0.0,
                computed: || {
                    Ok([logic::and(), logic::or(), logic::not(), logic::xor()]
                        .iter()
                        .map(|gate| separability(gate).is_separable())
                        .collect())
                },
            },
        },
        Claim {
            id: "S0-4.2-32",
            source: SOURCE,
            says: "On linearly separable classes learning is sure to converge: of 200 random separable data sets, how many do?",
            verdict: Verdict::Reproduced {
                expected: 200.into(),
                tolerance: 0.0,
                computed: || {
                    let mut converged = 0_usize;
                    for seed in 0..200 {
                        let mut rng = ChaCha8Rng::seed_from_u64(seed);
                        let features = 1 + seed as usize % 10;
                        let samples = separable(50, features, 0.02, &mut rng)?.samples;
                        converged += usize::from(converges(&learn(&samples, 1.0)?));
                    }
                    Ok(converged.into())
                },
            },
        },
        Claim {
            id: "S0-4.2-33",
            source: SOURCE,
            says: "On classes that are not linearly separable learning oscillates: do the weights go round in a cycle on XOR?",
            verdict: Verdict::Reproduced {
                expected: true.into(),
                tolerance: 0.0,
                computed: || {
                    let stop = learn(&logic::xor(), 1.0)?.stop();
                    Ok(matches!(stop, PerceptronStop::Cycle { .. }).into())
                },
            },
        },
        Claim {
            id: "S0-4.2-44",
            source: SOURCE,
            says: "Problems that are not linearly separable need several working layers. Does XOR, with the product of its inputs as a third one?",
            verdict: Verdict::Corrected {
                expected: true.into(),
                right: false.into(),
                tolerance: 0.0,
                computed: || {
                    let xor = logic::xor();
                    let third = &xor.inputs().column(0) * &xor.inputs().column(1);
                    let mut inputs = xor.inputs().clone();
                    inputs.push_column(third.view())?;
                    let wider = TwoClass::new(inputs, Labels(xor.labels().clone()))?;
                    Ok((!separability(&wider).is_separable()).into())
                },
                because: "several layers are one way. Features made from the inputs are another: with $x_1 x_2$ beside $x_1$ and $x_2$ one neuron is enough",
            },
        },
        Claim {
            id: "S0-4.2-45",
            source: SOURCE,
            says: "Given samples, weights and threshold can be learnt: samples of AND, OR and NOT that are wrong at weights 0, and after learning",
            verdict: Verdict::Computed {
                held: Value::List(vec![[3, 0].into(), [1, 0].into(), [1, 0].into()]),
                tolerance: 0.0,
                computed: || {
                    [logic::and(), logic::or(), logic::not()]
                        .iter()
                        .map(|gate| {
                            let before = Perceptron::zeros(gate.features())?.mistakes(gate)?;
                            let after = learn(gate, 1.0)?.perceptron().mistakes(gate)?;
                            Ok(Value::from([before, after]))
                        })
                        .collect()
                },
                because: "the source gives no number; it is true of separable classes, S0-4.2-32, and of no others",
            },
        },
    ]
}

fn learn(samples: &TwoClass, rate: f64) -> Result<PerceptronRun, Box<dyn Error>> {
    Ok(Perceptron::zeros(samples.features())?.train(samples, rate, 1_000_000)?)
}

fn converges(run: &PerceptronRun) -> bool {
    matches!(run.stop(), PerceptronStop::AllRight { .. })
}

fn learnt_and() -> Result<Perceptron, Box<dyn Error>> {
    Ok(learn(&logic::and(), 1.0)?.perceptron())
}

fn visit(number: usize) -> Result<Value, Box<dyn Error>> {
    let run = learn(&logic::and(), 1.0)?;
    let visit = run.visits()[number - 1];
    Ok(Value::List(vec![
        logic::and().inputs().row(visit.sample).to_vec().into(),
        visit.output.into(),
        run.weights()[visit.updates].to_vec().into(),
    ]))
}

/// How many of the Boolean functions of so many inputs a perceptron learns.
fn learnable(inputs: usize) -> Result<usize, Box<dyn Error>> {
    let mut count = 0;
    for function in logic::functions(inputs)? {
        count += usize::from(converges(&learn(&function, 1.0)?));
    }
    Ok(count)
}
