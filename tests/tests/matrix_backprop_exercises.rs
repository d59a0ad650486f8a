//! The checks of chapter 08 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("08-matrix-backprop", "last-delta", solution).passed());
    assert!(judge!("08-matrix-backprop", "jacobian", solution).passed());
    assert!(judge!("08-matrix-backprop", "gradients", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("08-matrix-backprop", "last-delta", stub));
    stub(judge!("08-matrix-backprop", "jacobian", stub));
    stub(judge!("08-matrix-backprop", "gradients", stub));
}

#[test]
fn a_delta_without_the_mean_the_slope_or_with_the_wrong_sign_is_wrong() {
    assert!(wrong(&judge! {"08-matrix-backprop", "last-delta",
        fn last_delta(a: &Array2<f64>, y: &Array2<f64>) -> Array2<f64> { (a - y) * a * (1.0 - a) }
    }));
    assert!(wrong(&judge! {"08-matrix-backprop", "last-delta",
        fn last_delta(a: &Array2<f64>, y: &Array2<f64>) -> Array2<f64> { (a - y) / a.nrows() as f64 }
    }));
    // S0's g.
    assert!(wrong(&judge! {"08-matrix-backprop", "last-delta",
        fn last_delta(a: &Array2<f64>, y: &Array2<f64>) -> Array2<f64> { (y - a) * a * (1.0 - a) / a.nrows() as f64 }
    }));
}

#[test]
fn a_diagonal_jacobian_is_wrong() {
    assert!(wrong(&judge! {"08-matrix-backprop", "jacobian",
        fn softmax_jacobian(p: &Array1<f64>) -> Array2<f64> { Array2::from_diag(&(p * &(1.0 - p))) }
    }));
    assert!(wrong(&judge! {"08-matrix-backprop", "jacobian",
        fn softmax_jacobian(p: &Array1<f64>) -> Array2<f64> {
            Array2::from_shape_fn((p.len(), p.len()), |(j, k)| if j == k { p[j] * (1.0 - p[j]) } else { p[j] * p[k] })
        }
    }));
}

#[test]
fn gradients_without_the_slope_or_with_the_half_are_wrong() {
    assert!(wrong(&judge! {"08-matrix-backprop", "gradients",
        fn gradients(network: &Network, x: &Array2<f64>, y: &Array2<f64>) -> (Array2<f64>, Array2<f64>) {
            let (first, second) = (&network.layers()[0], &network.layers()[1]);
            let hidden = (x.dot(&first.weights.t()) + &first.biases).mapv(f64::tanh);
            let delta2 = (hidden.dot(&second.weights.t()) + &second.biases - y) * (2.0 / y.len() as f64);
            let delta1 = delta2.dot(&second.weights);
            (delta1.t().dot(x), delta2.t().dot(&hidden))
        }
    }));
    assert!(wrong(&judge! {"08-matrix-backprop", "gradients",
        fn gradients(network: &Network, x: &Array2<f64>, y: &Array2<f64>) -> (Array2<f64>, Array2<f64>) {
            let (first, second) = (&network.layers()[0], &network.layers()[1]);
            let hidden = (x.dot(&first.weights.t()) + &first.biases).mapv(f64::tanh);
            let delta2 = (hidden.dot(&second.weights.t()) + &second.biases - y) / y.nrows() as f64;
            let delta1 = delta2.dot(&second.weights) * (1.0 - &hidden * &hidden);
            (delta1.t().dot(x), delta2.t().dot(&hidden))
        }
    }));
}
