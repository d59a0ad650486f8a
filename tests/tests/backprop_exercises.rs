//! The checks of chapter 07 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("07-backprop", "blame", solution).passed());
    assert!(judge!("07-backprop", "budget", solution).passed());
    assert!(judge!("07-backprop", "accumulate", solution).passed());
    assert!(judge!("07-backprop", "wardrobe", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("07-backprop", "blame", stub));
    stub(judge!("07-backprop", "budget", stub));
    stub(judge!("07-backprop", "accumulate", stub));
    stub(judge!("07-backprop", "wardrobe", stub));
}

#[test]
fn blame_with_a_wrong_sign_or_a_lost_slope_is_wrong() {
    // The gradient instead of its negative.
    assert!(wrong(&judge! {"07-backprop", "blame",
        fn g(y_hat: &[f64], y: &[f64]) -> Vec<f64> {
            y_hat.iter().zip(y).map(|(a, y)| a * (1.0 - a) * (a - y)).collect()
        }
        fn e(b: &[f64], w: &[Vec<f64>], g: &[f64]) -> Vec<f64> {
            b.iter().zip(w).map(|(b, w)| b * (1.0 - b) * (w[0] * g[0] + w[1] * g[1])).collect()
        }
    }));
    // No slope at the output.
    assert!(wrong(&judge! {"07-backprop", "blame",
        fn g(y_hat: &[f64], y: &[f64]) -> Vec<f64> {
            y_hat.iter().zip(y).map(|(a, y)| y - a).collect()
        }
        fn e(b: &[f64], w: &[Vec<f64>], g: &[f64]) -> Vec<f64> {
            b.iter().zip(w).map(|(b, w)| b * (1.0 - b) * (w[0] * g[0] + w[1] * g[1])).collect()
        }
    }));
    // Only the first output counts.
    assert!(wrong(&judge! {"07-backprop", "blame",
        fn g(y_hat: &[f64], y: &[f64]) -> Vec<f64> {
            y_hat.iter().zip(y).map(|(a, y)| a * (1.0 - a) * (y - a)).collect()
        }
        fn e(b: &[f64], w: &[Vec<f64>], g: &[f64]) -> Vec<f64> {
            b.iter().zip(w).map(|(b, w)| b * (1.0 - b) * w[0] * g[0]).collect()
        }
    }));
}

#[test]
fn budgets_without_thresholds_or_below_the_outputs_are_wrong() {
    assert!(wrong(&judge! {"07-backprop", "budget",
        fn hidden_neurons(d: usize, l: usize, budget: usize) -> usize { budget / (d + l) }
    }));
    // The thresholds of the outputs forgotten.
    assert!(wrong(&judge! {"07-backprop", "budget",
        fn hidden_neurons(d: usize, l: usize, budget: usize) -> usize { budget / (d + l + 1) }
    }));
    // One too many, where it does not come out even.
    assert!(wrong(&judge! {"07-backprop", "budget",
        fn hidden_neurons(d: usize, l: usize, budget: usize) -> usize {
            budget.saturating_sub(l).div_ceil(d + l + 1)
        }
    }));
}

#[test]
fn steps_one_after_the_other_or_summed_are_not_accumulated() {
    // Standard backpropagation.
    assert!(wrong(&judge! {"07-backprop", "accumulate",
        fn accumulated_step(network: &ByHand, samples: &Samples, rate: f64) -> Result<ByHand> {
            let mut moved = network.clone();
            for (x, y) in samples.inputs().rows().into_iter().zip(samples.targets().rows()) {
                moved.step(x, y, rate / 4.0)?;
            }
            Ok(moved)
        }
    }));
    // The sum instead of the mean.
    assert!(wrong(&judge! {"07-backprop", "accumulate",
        fn accumulated_step(network: &ByHand, samples: &Samples, rate: f64) -> Result<ByHand> {
            let mut moved = network.clone();
            for (x, y) in samples.inputs().rows().into_iter().zip(samples.targets().rows()) {
                let step = network.clone().step(x, y, rate)?;
                moved.w += &step.delta_w;
                moved.theta += &step.delta_theta;
                moved.v += &step.delta_v;
                moved.gamma += &step.delta_gamma;
            }
            Ok(moved)
        }
    }));
    // The thresholds left as they were.
    assert!(wrong(&judge! {"07-backprop", "accumulate",
        fn accumulated_step(network: &ByHand, samples: &Samples, rate: f64) -> Result<ByHand> {
            let mut moved = network.clone();
            for (x, y) in samples.inputs().rows().into_iter().zip(samples.targets().rows()) {
                let step = network.clone().step(x, y, rate / 4.0)?;
                moved.w += &step.delta_w;
                moved.v += &step.delta_v;
            }
            Ok(moved)
        }
    }));
}

#[test]
fn numbered_colours_and_one_hot_sizes_are_wrong() {
    assert!(wrong(&judge! {"07-backprop", "wardrobe",
        fn wardrobe(shirts: &[(&str, &str)]) -> Result<Array2<f64>> {
            let sizes: Vec<&str> = shirts.iter().map(|shirt| shirt.0).collect();
            let colours: Vec<&str> = shirts.iter().map(|shirt| shirt.1).collect();
            let size = encode::ordered(&sizes, &["S", "M", "L"])?;
            let colour = encode::ordered(&colours, &["red", "green", "blue"])?;
            Ok(downhill::ndarray::stack(Axis(1), &[size.view(), colour.view()]).unwrap())
        }
    }));
    assert!(wrong(&judge! {"07-backprop", "wardrobe",
        fn wardrobe(shirts: &[(&str, &str)]) -> Result<Array2<f64>> {
            let sizes: Vec<&str> = shirts.iter().map(|shirt| shirt.0).collect();
            let colours: Vec<&str> = shirts.iter().map(|shirt| shirt.1).collect();
            let size = encode::one_hot(&sizes, &["S", "M", "L"])?;
            let colour = encode::one_hot(&colours, &["red", "green", "blue"])?;
            Ok(downhill::ndarray::concatenate(Axis(1), &[size.view(), colour.view()]).unwrap())
        }
    }));
}
