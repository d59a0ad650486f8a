//! The checks of chapter 08 accept the book's solutions and refuse stubs and answers made for the checks' numbers. Its wrong answers are judged by
//! the book's test.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("08-matrix-backprop", "last-delta", solution).passed());
    assert!(judge!("08-matrix-backprop", "jacobian", solution).passed());
    assert!(judge!("08-matrix-backprop", "hunt", solution).passed());
    assert!(judge!("08-matrix-backprop", "crime", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("08-matrix-backprop", "last-delta", stub));
    stub(judge!("08-matrix-backprop", "jacobian", stub));
    stub(judge!("08-matrix-backprop", "gradients", stub));
    stub(judge!("08-matrix-backprop", "hunt", stub));
    stub(judge!("08-matrix-backprop", "crime", stub));
}

#[test]
fn gradients_without_calling_the_library_pass() {
    let solution = judge!("08-matrix-backprop", "gradients", solution);
    assert!(solution.passed(), "{solution}");
}

#[test]
fn nobody_passes_the_hunt_by_naming_one_fault_four_times() {
    assert!(wrong(&judge! {"08-matrix-backprop", "hunt",
        fn verdicts() -> [Fault; 4] { [Fault::Sum; 4] }
    }));
}

#[test]
fn a_gradient_that_is_right_for_one_output_only_is_wrong() {
    assert!(wrong(&judge! {"08-matrix-backprop", "gradients",
        fn gradients(network: &Network, x: &Array2<f64>, y: &Array2<f64>)
        -> (Array2<f64>, Array1<f64>, Array2<f64>, Array1<f64>) {
            let (first, second) = (&network.layers()[0], &network.layers()[1]);
            let hidden = (x.dot(&first.weights.t()) + &first.biases).mapv(f64::tanh);
            let outputs = hidden.dot(&second.weights.t()) + &second.biases;
            let delta2 = (outputs - y) * (2.0 / y.nrows() as f64);
            let delta1 = delta2.dot(&second.weights) * (1.0 - &hidden * &hidden);
            (delta1.t().dot(x), delta1.sum_axis(Axis(0)), delta2.t().dot(&hidden), delta2.sum_axis(Axis(0)))
        }
    }));
}
