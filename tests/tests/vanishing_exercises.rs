//! The checks of chapter 09 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("09-vanishing", "chain", solution).passed());
    assert!(judge!("09-vanishing", "leak", solution).passed());
    assert!(judge!("09-vanishing", "rescue", solution).passed());
    assert!(judge!("09-vanishing", "clip", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("09-vanishing", "chain", stub));
    stub(judge!("09-vanishing", "leak", stub));
    stub(judge!("09-vanishing", "rescue", stub));
    stub(judge!("09-vanishing", "clip", stub));
}

#[test]
fn errors_without_a_slope_or_with_the_wrong_weight_are_wrong() {
    // The neuron's own weight instead of the next one's.
    assert!(wrong(&judge! {"09-vanishing", "chain",
        fn deltas(weights: &[f64], biases: &[f64], x: f64, y: f64) -> Vec<f64> {
            let mut a = x;
            let mut outputs = Vec::new();
            for (w, b) in weights.iter().zip(biases) {
                a = Sigmoid.value(w * a + b);
                outputs.push(a);
            }
            let mut delta = a - y;
            let mut deltas = Vec::new();
            for (a, w) in outputs.iter().zip(weights).rev() {
                delta *= a * (1.0 - a);
                deltas.insert(0, delta);
                delta *= w;
            }
            deltas.swap(0, 1);
            deltas
        }
    }));
    // The last neuron's slope is forgotten.
    assert!(wrong(&judge! {"09-vanishing", "chain",
        fn deltas(weights: &[f64], biases: &[f64], x: f64, y: f64) -> Vec<f64> {
            let mut a = x;
            let mut outputs = Vec::new();
            for (w, b) in weights.iter().zip(biases) {
                a = Sigmoid.value(w * a + b);
                outputs.push(a);
            }
            let last = outputs.len() - 1;
            let mut deltas = vec![a - y; outputs.len()];
            for k in (0..last).rev() {
                deltas[k] = weights[k + 1] * deltas[k + 1] * outputs[k] * (1.0 - outputs[k]);
            }
            deltas
        }
    }));
    // Too few.
    assert!(wrong(&judge! {"09-vanishing", "chain",
        fn deltas(_: &[f64], _: &[f64], x: f64, y: f64) -> Vec<f64> { vec![x - y] }
    }));
}

#[test]
fn a_gain_that_forgets_the_leak_or_its_square_is_wrong() {
    assert!(wrong(&judge! {"09-vanishing", "leak",
        fn gain_of_leaky(_: f64) -> f64 { 2_f64.sqrt() }
    }));
    assert!(wrong(&judge! {"09-vanishing", "leak",
        fn gain_of_leaky(c: f64) -> f64 { (2.0 / (1.0 + c)).sqrt() }
    }));
    // The variance instead of its root.
    assert!(wrong(&judge! {"09-vanishing", "leak",
        fn gain_of_leaky(c: f64) -> f64 { 2.0 / (1.0 + c * c) }
    }));
}

#[test]
fn a_sigmoid_is_not_rescued_by_the_usual_starts_or_by_being_another_function() {
    assert!(wrong(&judge! {"09-vanishing", "rescue",
        fn rescue() -> Architecture { Architecture::stack([64, 10], 20, 64, Sigmoid, Initializer::Xavier) }
    }));
    // 4 · 1/4 = 1 would be right if every neuron stood in its middle.
    assert!(wrong(&judge! {"09-vanishing", "rescue",
        fn rescue() -> Architecture { Architecture::stack([64, 10], 20, 64, Sigmoid, Initializer::Scaled(4.0)) }
    }));
    assert!(wrong(&judge! {"09-vanishing", "rescue",
        fn rescue() -> Architecture { Architecture::stack([64, 10], 20, 64, Relu, Initializer::He) }
    }));
    assert!(wrong(&judge! {"09-vanishing", "rescue",
        fn rescue() -> Architecture { Architecture::stack([64, 10], 2, 64, Sigmoid, Initializer::Scaled(10.6)) }
    }));
    assert!(wrong(&judge! {"09-vanishing", "rescue",
        fn rescue() -> Architecture { Architecture::stack([64, 10], 20, 64, Sigmoid, Initializer::Scaled(30.0)) }
    }));
}

#[test]
fn clipping_entries_or_always_is_wrong() {
    assert!(wrong(&judge! {"09-vanishing", "clip",
        fn clip(gradient: &Array1<f64>, longest: f64) -> Array1<f64> {
            gradient.mapv(|g| g.clamp(-longest, longest))
        }
    }));
    // Normalised whether long or not: also lengthens.
    assert!(wrong(&judge! {"09-vanishing", "clip",
        fn clip(gradient: &Array1<f64>, longest: f64) -> Array1<f64> {
            gradient * (longest / gradient.dot(gradient).sqrt())
        }
    }));
    // The squared length.
    assert!(wrong(&judge! {"09-vanishing", "clip",
        fn clip(gradient: &Array1<f64>, longest: f64) -> Array1<f64> {
            let length = gradient.dot(gradient);
            if length > longest { gradient * (longest / length) } else { gradient.clone() }
        }
    }));
}
