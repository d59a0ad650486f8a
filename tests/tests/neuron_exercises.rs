//! The checks of chapter 01 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

/// Asserts that a check calls the answer wrong: not unsolved, and without a panic.
macro_rules! refuse {
    ($name:literal, $($answer:item)+) => {
        let verdict = judge! { "01-neuron", $name, $($answer)+ };
        assert!(matches!(verdict, Verdict::Wrong { .. }), "{verdict:?}");
    };
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("01-neuron", "connections", solution).passed());
    assert!(judge!("01-neuron", "gates", solution).passed());
    assert!(judge!("01-neuron", "squash", solution).passed());
    assert!(judge!("01-neuron", "current", solution).passed());
    assert!(judge!("01-neuron", "detector", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("01-neuron", "connections", stub));
    stub(judge!("01-neuron", "gates", stub));
    stub(judge!("01-neuron", "squash", stub));
    stub(judge!("01-neuron", "current", stub));
    stub(judge!("01-neuron", "detector", stub));
}

#[test]
fn connections_undirected_with_loops_or_by_heart_are_wrong() {
    refuse! { "connections",
        fn connections(n: u64) -> u64 { n * n.saturating_sub(1) / 2 }
        fn affordable(_: u64) -> u64 { 1 }
    }
    refuse! { "connections",
        fn connections(n: u64) -> u64 { n * n }
        fn affordable(_: u64) -> u64 { 1 }
    }
    refuse! { "connections",
        fn connections(_: u64) -> u64 { 90 }
        fn affordable(_: u64) -> u64 { 10 }
    }
    // The square root of the budget, rounded up or down, is not the answer.
    refuse! { "connections",
        fn connections(n: u64) -> u64 { n * n.saturating_sub(1) }
        fn affordable(budget: u64) -> u64 { (budget as f64).sqrt().ceil() as u64 }
    }
    refuse! { "connections",
        fn connections(n: u64) -> u64 { n * n.saturating_sub(1) }
        fn affordable(budget: u64) -> u64 { (budget as f64).sqrt() as u64 }
    }
}

#[test]
fn gates_that_fail_one_row_are_wrong() {
    // AND in place of NAND.
    refuse! { "gates",
        fn nand() -> Result<McCullochPitts> { McCullochPitts::new(&[1.0, 1.0], 1.5, Activation::Step) }
        fn majority(n: usize) -> Result<McCullochPitts> {
            McCullochPitts::new(&vec![1.0; n], n as f64 / 2.0 + 0.5, Activation::Step)
        }
    }
    // NOR in place of NAND.
    refuse! { "gates",
        fn nand() -> Result<McCullochPitts> { McCullochPitts::new(&[-1.0, -1.0], -0.5, Activation::Step) }
        fn majority(n: usize) -> Result<McCullochPitts> {
            McCullochPitts::new(&vec![1.0; n], n as f64 / 2.0 + 0.5, Activation::Step)
        }
    }
    // Half is not more than half.
    refuse! { "gates",
        fn nand() -> Result<McCullochPitts> { McCullochPitts::new(&[-1.0, -1.0], -1.5, Activation::Step) }
        fn majority(n: usize) -> Result<McCullochPitts> {
            McCullochPitts::new(&vec![1.0; n], n as f64 / 2.0, Activation::Step)
        }
    }
    // Right for three inputs alone.
    refuse! { "gates",
        fn nand() -> Result<McCullochPitts> { McCullochPitts::new(&[-1.0, -1.0], -1.5, Activation::Step) }
        fn majority(_: usize) -> Result<McCullochPitts> {
            McCullochPitts::new(&[1.0; 3], 1.5, Activation::Step)
        }
    }
}

#[test]
fn a_tanh_without_its_factors_or_with_overflow_is_wrong() {
    refuse! { "squash",
        fn tanh_by_sigmoid(z: f64) -> f64 { 2.0 * sigmoid(z) - 1.0 }
        fn tanh_slope(z: f64) -> f64 { 4.0 * Activation::Sigmoid.derivative(2.0 * z) }
    }
    refuse! { "squash",
        fn tanh_by_sigmoid(z: f64) -> f64 { (z.exp() - (-z).exp()) / (z.exp() + (-z).exp()) }
        fn tanh_slope(z: f64) -> f64 { 4.0 * Activation::Sigmoid.derivative(2.0 * z) }
    }
    refuse! { "squash",
        fn tanh_by_sigmoid(z: f64) -> f64 { 2.0 * sigmoid(2.0 * z) - 1.0 }
        fn tanh_slope(z: f64) -> f64 { 2.0 * Activation::Sigmoid.derivative(2.0 * z) }
    }
}

#[test]
fn a_current_that_ignores_a_parameter_is_wrong() {
    // No refractory period.
    refuse! { "current",
        fn current_for(cell: &LeakyIntegrateAndFire, rate: f64) -> f64 {
            let grown = (1000.0 / rate / cell.time_constant).exp();
            let steady = (grown * cell.threshold - cell.reset) / (grown - 1.0);
            (steady - cell.rest) / cell.resistance
        }
    }
    // Rest taken for the reset.
    refuse! { "current",
        fn current_for(cell: &LeakyIntegrateAndFire, rate: f64) -> f64 {
            let grown = ((1000.0 / rate - cell.refractory) / cell.time_constant).exp();
            let steady = (grown * cell.threshold - cell.rest) / (grown - 1.0);
            (steady - cell.rest) / cell.resistance
        }
    }
    refuse! { "current",
        fn current_for(_: &LeakyIntegrateAndFire, rate: f64) -> f64 { rate / 50.0 + 1.5 }
    }
}

#[test]
fn a_detector_that_hears_one_pulse_or_all_pairs_or_none_is_wrong() {
    // As the chapter's cell is, it has forgotten the first pulse after 5 ms.
    refuse! { "detector",
        fn detector() -> LeakyIntegrateAndFire { LeakyIntegrateAndFire::default() }
    }
    // One pulse is enough.
    refuse! { "detector",
        fn detector() -> LeakyIntegrateAndFire {
            LeakyIntegrateAndFire { time_constant: 5.0, resistance: 10.0, ..LeakyIntegrateAndFire::default() }
        }
    }
    // It never fires, whatever comes.
    refuse! { "detector",
        fn detector() -> LeakyIntegrateAndFire {
            LeakyIntegrateAndFire { threshold: 0.0, ..LeakyIntegrateAndFire::default() }
        }
    }
    // It hardly leaks: after 40 ms the first pulse is still there.
    refuse! { "detector",
        fn detector() -> LeakyIntegrateAndFire {
            LeakyIntegrateAndFire { time_constant: 200.0, resistance: 160.0, ..LeakyIntegrateAndFire::default() }
        }
    }
    // Parameters that are no cell's.
    refuse! { "detector",
        fn detector() -> LeakyIntegrateAndFire {
            LeakyIntegrateAndFire { time_constant: f64::NAN, ..LeakyIntegrateAndFire::default() }
        }
    }
}
