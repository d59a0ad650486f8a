//! The leaky integrate-and-fire neuron against its analytic f–I curve and a plain Euler integrator.

use downhill::Error;
use downhill::neuron::LeakyIntegrateAndFire;
use proptest::prelude::*;

fn steps(current: f64, duration: f64, dt: f64) -> Vec<f64> {
    vec![current; (duration / dt).round() as usize]
}

#[test]
fn rates_agree_with_the_analytic_curve_within_one_percent() {
    for refractory in [0.0, 2.0, 5.0] {
        let neuron = LeakyIntegrateAndFire {
            refractory,
            ..LeakyIntegrateAndFire::default()
        };
        for tenth in 16..=60 {
            let current = f64::from(tenth) / 10.0;
            let trace = neuron.simulate(&steps(current, 2000.0, 0.1), 0.1).unwrap();
            let formula = neuron.firing_rate(current).unwrap();
            assert!(trace.spikes.len() > 30, "{current} nA");
            assert!(
                (trace.rate() / formula - 1.0).abs() < 0.01,
                "{current} nA: {} Hz, formula {formula} Hz",
                trace.rate()
            );
            // Counting spikes says the same, up to one spike.
            let count = 2.0 * formula;
            assert!((trace.spikes.len() as f64 - count).abs() <= 1.0);
        }
    }
}

#[test]
fn the_chapters_euler_comparison_holds_and_its_mutants_do_not() {
    type Formula = fn(&LeakyIntegrateAndFire, f64) -> f64;
    type Mutant<'a> = (&'a str, &'a dyn Fn(&LeakyIntegrateAndFire, f64) -> f64);
    let rise = |cell: &LeakyIntegrateAndFire, current: f64, from: f64| {
        let steady = cell.rest + cell.resistance * current;
        cell.time_constant * ((steady - from) / (steady - cell.threshold)).ln()
    };
    // The largest difference in per cent over the chapter's two cells and its currents.
    let worst = |formula: &dyn Fn(&LeakyIntegrateAndFire, f64) -> f64, dt: f64| {
        let round = LeakyIntegrateAndFire::default();
        let high = LeakyIntegrateAndFire {
            reset: -60.0,
            ..round
        };
        let mut worst: f64 = 0.0;
        for cell in [round, high] {
            for current in (7..=20).map(|k| 0.25 * f64::from(k)) {
                let ratio = cell.rate_by_euler(current, dt).unwrap() / formula(&cell, current);
                worst = worst.max(100.0 * (ratio - 1.0).abs());
            }
        }
        worst
    };
    let right: Formula = |cell, current| cell.firing_rate(current).unwrap();
    let (coarse, fine) = (worst(&right, 0.1), worst(&right, 0.01));
    assert!(coarse < 5.0 && fine < 0.5, "{coarse} %, {fine} %");
    assert!((5.0..20.0).contains(&(coarse / fine)), "{coarse}, {fine}");
    let tireless = |cell: &LeakyIntegrateAndFire, current| 1000.0 / rise(cell, current, cell.reset);
    let from_rest = |cell: &LeakyIntegrateAndFire, current| {
        1000.0 / (cell.refractory + rise(cell, current, cell.rest))
    };
    let binary = |cell: &LeakyIntegrateAndFire, current| {
        1000.0 / (cell.refractory + rise(cell, current, cell.reset) / 2_f64.ln())
    };
    let mutants: [Mutant; 3] = [
        ("no refractory period", &tireless),
        ("a rise from rest", &from_rest),
        ("a logarithm to base 2", &binary),
    ];
    for (what, mutant) in mutants {
        let [coarse, fine] = [0.1, 0.01].map(|dt| worst(mutant, dt));
        assert!(
            fine > 10.0 && coarse / fine < 2.0,
            "{what}: {coarse}, {fine}"
        );
    }
}

#[test]
fn a_plain_euler_integrator_finds_the_same_spikes() {
    // Written from the membrane equation alone; first order, hence the small step.
    let (tau, r, rest, threshold, reset, refractory) = (10.0, 10.0, -65.0, -50.0, -65.0, 2.0);
    let (current, dt) = (2.3, 1e-4);
    let (mut v, mut silent_until, mut euler) = (rest, 0.0, Vec::new());
    for k in 0..2_000_000_u32 {
        let now = f64::from(k) * dt;
        if now < silent_until {
            continue;
        }
        v += dt / tau * (rest - v + r * current);
        if v >= threshold {
            euler.push(now + dt);
            v = reset;
            silent_until = now + dt + refractory;
        }
    }
    let neuron = LeakyIntegrateAndFire::default();
    let exact = neuron
        .simulate(&steps(current, 200.0, 0.5), 0.5)
        .unwrap()
        .spikes;
    assert_eq!(exact.len(), euler.len());
    assert!(exact.len() > 10);
    for (a, b) in exact.iter().zip(&euler) {
        assert!((a - b).abs() < 0.01, "{a} ms against {b} ms");
    }
}

#[test]
fn at_and_below_rheobase_it_is_silent() {
    let neuron = LeakyIntegrateAndFire::default();
    let rheobase = neuron.rheobase().unwrap();
    assert_eq!(rheobase, 1.5, "15 mV over 10 MΩ");
    for current in [-3.0, 0.0, 0.9 * rheobase, rheobase] {
        let trace = neuron.simulate(&steps(current, 5000.0, 0.5), 0.5).unwrap();
        assert!(trace.spikes.is_empty(), "{current} nA");
        assert_eq!(trace.rate(), 0.0);
        assert_eq!(neuron.firing_rate(current).unwrap(), 0.0);
        let (_, last) = trace.potential[trace.potential.len() - 1];
        assert!(
            (last - (-65.0 + 10.0 * current)).abs() < 1e-9,
            "settles at rest + R I"
        );
    }
    assert!(neuron.firing_rate(1.0001 * rheobase).unwrap() > 0.0);
}

#[test]
fn the_figures_of_the_chapter_say_what_their_words_say() {
    let neuron = LeakyIntegrateAndFire::default();
    assert_eq!(neuron.firing_rate(5.0).unwrap().round(), 180.0);
    let spikes = |current| {
        let trace = neuron.simulate(&steps(current, 150.0, 0.1), 0.1).unwrap();
        trace.spikes.len()
    };
    assert_eq!([1.4, 1.6, 2.5].map(spikes), [0, 5, 13]);
    // Two pulses of 5 nA for 2 ms: together they fire the neuron, apart they do not.
    let pulses = |gap: f64| {
        let pulse = steps(5.0, 2.0, 0.1);
        let currents = [pulse.clone(), steps(0.0, gap, 0.1), pulse].concat();
        neuron.simulate(&currents, 0.1).unwrap().spikes.len()
    };
    assert_eq!([0.0, 1.0, 2.0].map(pulses), [1; 3]);
    assert_eq!([3.0, 5.0, 10.0].map(pulses), [0; 3]);
}

#[test]
fn one_membrane_time_constant_charges_63_percent() {
    let trace = LeakyIntegrateAndFire::default()
        .simulate(&[1.0; 20], 0.5)
        .unwrap();
    let (time, potential) = trace.potential[20];
    assert_eq!(time, 10.0);
    assert!((potential - (-65.0 + 10.0 * (1.0 - (-1.0_f64).exp()))).abs() < 1e-12);
}

#[test]
fn after_a_spike_it_rests_for_the_refractory_period() {
    let neuron = LeakyIntegrateAndFire::default();
    let trace = neuron.simulate(&steps(3.0, 50.0, 0.25), 0.25).unwrap();
    // 10 ln(30 / 15) ms to the first spike, 2 ms more to each further one.
    let rise = 10.0 * 2.0_f64.ln();
    for (k, spike) in trace.spikes.iter().enumerate() {
        let expected = rise + k as f64 * (rise + 2.0);
        assert!((spike - expected).abs() < 1e-9, "spike {k} at {spike} ms");
    }
    let first = trace.spikes[0];
    for &(time, potential) in &trace.potential {
        assert!(potential <= -50.0 + 1e-9);
        if time > first && time <= first + 2.0 {
            assert_eq!(potential, -65.0, "at {time} ms");
        }
    }
    assert!(trace.potential.contains(&(first, -50.0)));
    assert!(trace.potential.is_sorted_by(|a, b| a.0 <= b.0));
}

#[test]
fn a_pulse_starts_it_and_its_end_stops_it() {
    let mut currents = steps(0.0, 20.0, 0.5);
    currents.extend(steps(2.5, 60.0, 0.5));
    currents.extend(steps(0.0, 60.0, 0.5));
    let trace = LeakyIntegrateAndFire::default()
        .simulate(&currents, 0.5)
        .unwrap();
    assert!(trace.spikes.len() > 3);
    assert!(trace.spikes.iter().all(|&t| t > 20.0 && t < 80.0));
}

#[test]
fn without_a_refractory_period_the_rate_has_no_ceiling_and_with_one_it_has() {
    let with = LeakyIntegrateAndFire::default();
    let without = LeakyIntegrateAndFire {
        refractory: 0.0,
        ..with
    };
    assert!(without.firing_rate(1e4).unwrap() > 1e5);
    let ceiling = 1000.0 / with.refractory;
    assert!(with.firing_rate(1e4).unwrap() < ceiling);
    assert!(with.firing_rate(1e4).unwrap() > 0.99 * ceiling);
}

proptest! {
    #[test]
    fn the_step_changes_nothing_but_the_sampling(current in 1.6..5.0_f64, dt in 0.05..20.0_f64) {
        let neuron = LeakyIntegrateAndFire::default();
        let n = (100.0 / dt).ceil() as usize;
        let whole = neuron.simulate(&[current], n as f64 * dt).unwrap();
        let stepped = neuron.simulate(&vec![current; n], dt).unwrap();
        // A spike within rounding of the very end may fall on either side of it.
        prop_assert!(whole.spikes.len().abs_diff(stepped.spikes.len()) <= 1);
        for (a, b) in whole.spikes.iter().zip(&stepped.spikes) {
            prop_assert!((a - b).abs() < 1e-8, "{} ms against {} ms", a, b);
        }
    }

    #[test]
    fn more_current_never_means_fewer_spikes(a in 0.0..10.0_f64, b in 0.0..10.0_f64) {
        let neuron = LeakyIntegrateAndFire::default();
        let (low, high) = (a.min(b), a.max(b));
        prop_assert!(neuron.firing_rate(low).unwrap() <= neuron.firing_rate(high).unwrap());
    }
}

#[test]
fn impossible_neurons_and_currents_are_refused_with_the_value() {
    let good = LeakyIntegrateAndFire::default();
    let out_of_range = |neuron: LeakyIntegrateAndFire| match neuron.simulate(&[0.0], 1.0) {
        Err(Error::OutOfRange { name, value, .. }) => (name, value),
        other => panic!("{other:?}"),
    };
    let field = |change: fn(&mut LeakyIntegrateAndFire)| {
        let mut bad = good;
        change(&mut bad);
        assert!(bad.rheobase().is_err() && bad.firing_rate(2.0).is_err());
        out_of_range(bad)
    };
    assert_eq!(field(|n| n.time_constant = 0.0), ("time_constant", 0.0));
    assert_eq!(field(|n| n.resistance = -1.0), ("resistance", -1.0));
    assert_eq!(field(|n| n.refractory = -0.5), ("refractory", -0.5));
    assert_eq!(field(|n| n.rest = -50.0), ("rest", -50.0));
    assert_eq!(field(|n| n.reset = -40.0), ("reset", -40.0));
    assert_eq!(
        field(|n| n.time_constant = f64::INFINITY),
        ("time_constant", f64::INFINITY)
    );
    let nan = LeakyIntegrateAndFire {
        threshold: f64::NAN,
        ..good
    };
    assert!(matches!(
        nan.rheobase(),
        Err(Error::NotFinite {
            name: "threshold",
            ..
        })
    ));

    assert!(matches!(
        good.simulate(&[2.0], 0.0),
        Err(Error::OutOfRange {
            name: "dt",
            value: 0.0,
            ..
        })
    ));
    assert_eq!(
        good.simulate(&[2.0, f64::INFINITY], 0.1),
        Err(Error::NotFinite {
            name: "currents",
            index: vec![1],
            value: f64::INFINITY
        })
    );
    assert!(good.firing_rate(f64::NAN).is_err());
    assert!(
        good.firing_rate(f64::MAX).is_err(),
        "R I overflows and is refused"
    );
    let tireless = LeakyIntegrateAndFire {
        refractory: 0.0,
        ..good
    };
    assert!(matches!(
        tireless.simulate(&[1e300], 1.0),
        Err(Error::OutOfRange {
            name: "current",
            ..
        })
    ));
}
