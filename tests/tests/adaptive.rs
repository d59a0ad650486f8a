//! Optimisers against PyTorch's, step by step; their settings; and that single precision does what double does.

use downhill::Error;
use downhill::ndarray::{Array1, ArrayView1, array};
use downhill::number::Float;
use downhill::optim::{AdaGrad, Adam, AdamW, AmsGrad, Momentum, Nesterov, Optimizer, RmsProp};

const REFERENCE: &str = include_str!("../data/optimizers_reference.csv");

/// The numbers of a line of `data/optimizers_reference.csv`, made by the script beside it.
fn numbers(name: &str) -> Option<Array1<f64>> {
    let mut lines = REFERENCE.lines().map(|line| line.split(','));
    let line = lines.find(|line| line.clone().next() == Some(name))?;
    Some(line.skip(1).map(|number| number.parse().unwrap()).collect())
}

/// How far an optimiser's points are, at most, from PyTorch's, relative to their size.
fn off<F: Float>(name: &str, rate: f64, mut optimizer: Box<dyn Optimizer<F>>) -> f64 {
    let single = |x: &Array1<f64>| x.mapv(|x| F::from(x).unwrap());
    let mut x = single(&numbers("start").unwrap());
    let (mut worst, mut compared): (f64, usize) = (0.0, 0);
    for step in 1..=100 {
        let gradient = single(&numbers(&format!("gradient.{}", step - 1)).unwrap());
        let rate = F::from(rate).unwrap();
        optimizer.step(x.view_mut(), gradient.view(), rate).unwrap();
        if let Some(theirs) = numbers(&format!("{name}.{step}")) {
            compared += 1;
            for (ours, theirs) in x.iter().zip(theirs) {
                let ours = ours.to_f64().unwrap();
                worst = worst.max((ours - theirs).abs() / theirs.abs().max(1.0));
            }
        }
    }
    assert_eq!(compared, 13, "{name}");
    worst
}

macro_rules! cases {
    ($float:ty) => {{
        let adam = |a, b, c| Adam::<$float>::new(a, b, c).unwrap();
        let all: [(&str, f64, Box<dyn Optimizer<$float>>); 12] = [
            ("adam", 0.01, Box::new(Adam::<$float>::default())),
            ("adam_other", 0.1, Box::new(adam(0.5, 0.9, 1e-3))),
            ("amsgrad", 0.01, Box::new(AmsGrad::<$float>::default())),
            (
                "amsgrad_other",
                0.1,
                Box::new(AmsGrad::new(adam(0.5, 0.9, 1e-3))),
            ),
            ("adamw", 0.01, Box::new(AdamW::<$float>::default())),
            (
                "adamw_other",
                0.05,
                Box::new(AdamW::new(adam(0.8, 0.99, 1e-4), 0.3).unwrap()),
            ),
            ("rmsprop", 0.01, Box::new(RmsProp::<$float>::default())),
            (
                "rmsprop_other",
                0.02,
                Box::new(RmsProp::<$float>::new(0.8, 1e-3).unwrap()),
            ),
            ("adagrad", 0.1, Box::new(AdaGrad::<$float>::default())),
            (
                "adagrad_other",
                0.5,
                Box::new(AdaGrad::<$float>::new(1e-2).unwrap()),
            ),
            (
                "nesterov",
                0.001,
                Box::new(Nesterov::<$float>::new(0.9).unwrap()),
            ),
            (
                "momentum",
                0.001,
                Box::new(Momentum::<$float>::new(0.9).unwrap()),
            ),
        ];
        all
    }};
}

#[test]
fn a_hundred_steps_are_pytorchs() {
    for (name, rate, optimizer) in cases!(f64) {
        let off = off(name, rate, optimizer);
        assert!(off < 1e-9, "{name}: {off:e}");
    }
}

#[test]
fn single_precision_does_the_same() {
    for (name, rate, optimizer) in cases!(f32) {
        let off = off(name, rate, optimizer);
        assert!(off < 1e-4, "{name}: {off:e}");
    }
}

#[test]
fn bad_settings_are_refused_with_their_value() {
    let name = |error: Error| match error {
        Error::OutOfRange { name, .. } => name,
        other => panic!("{other}"),
    };
    for bad in [-0.1, 1.0, f64::NAN] {
        assert_eq!(name(Adam::new(bad, 0.9, 1e-8).unwrap_err()), "beta1");
        assert_eq!(name(Adam::new(0.9, bad, 1e-8).unwrap_err()), "beta2");
        assert_eq!(name(RmsProp::new(bad, 1e-8).unwrap_err()), "decay");
        assert_eq!(name(Nesterov::new(bad).unwrap_err()), "momentum");
    }
    for bad in [0.0, -1e-8, f64::NAN, f64::INFINITY] {
        assert_eq!(name(Adam::new(0.9, 0.9, bad).unwrap_err()), "epsilon");
        assert_eq!(name(RmsProp::new(0.9, bad).unwrap_err()), "epsilon");
        assert_eq!(name(AdaGrad::new(bad).unwrap_err()), "epsilon");
    }
    for bad in [-0.1, f64::NAN, f64::INFINITY] {
        let error = AdamW::new(Adam::default(), bad).unwrap_err();
        assert_eq!(name(error), "weight decay");
    }
    assert!(AdamW::new(Adam::default(), 0.0).is_ok());
}

#[test]
fn what_is_remembered_is_given_out_by_name_and_taken_back() {
    for (name, rate, mut optimizer) in cases!(f64) {
        assert!(optimizer.memory().is_empty(), "{name}");
        let (mut x, g) = (array![1.0, -2.0], array![0.5, 3.0]);
        optimizer.step(x.view_mut(), g.view(), rate).unwrap();
        let memory: Vec<(&str, Array1<f64>)> = optimizer
            .memory()
            .into_iter()
            .map(|(name, vector)| (name, vector.to_owned()))
            .collect();
        assert!(!memory.is_empty(), "{name}");
        let mut other = optimizer.clone();
        other.reset();
        assert!(other.memory().is_empty());
        for (name, vector) in &memory {
            other.remember(name, vector.view()).unwrap();
        }
        assert_eq!(other.memory(), optimizer.memory());
        let error = other.remember("nothing", ArrayView1::from(&[1.0]));
        assert!(
            matches!(error.unwrap_err(), Error::Unknown { known, .. } if known.len() == memory.len())
        );
    }
}

/// The mean of gradients that a rule multiplies, or the gradient itself.
fn direction(optimizer: &dyn Optimizer, gradient: &Array1<f64>) -> Array1<f64> {
    let memory = optimizer.memory();
    let m = memory.iter().find(|(name, _)| *name == "m");
    m.map_or_else(|| gradient.clone(), |(_, m)| m.to_owned())
}

#[test]
fn a_step_is_the_rate_times_the_direction_over_the_preconditioner() {
    let plain = Adam::default().uncorrected();
    let all: [(Box<dyn Optimizer>, bool); 7] = [
        (Box::new(AdaGrad::default()), true),
        (Box::new(RmsProp::default()), true),
        (Box::new(Adam::default()), true),
        (Box::new(plain.clone()), true),
        (Box::new(AmsGrad::default()), true),
        (Box::new(AmsGrad::new(plain)), true),
        (Box::new(Momentum::new(0.9).unwrap()), false),
    ];
    for (mut optimizer, has) in all {
        assert!(optimizer.preconditioner().is_none());
        let mut x = numbers("start").unwrap();
        for step in 0..20 {
            let gradient = numbers(&format!("gradient.{step}")).unwrap();
            let before = x.clone();
            optimizer.step(x.view_mut(), gradient.view(), 0.01).unwrap();
            assert_eq!(optimizer.preconditioner().is_some(), has);
            let Some(p) = optimizer.preconditioner() else {
                continue;
            };
            let expected = before - 0.01 * direction(&*optimizer, &gradient) / p;
            let off = (&x - expected).mapv(f64::abs).sum();
            assert!(off < 1e-13, "{}: {off:e}", optimizer.name());
        }
    }
}

#[test]
fn without_its_correction_adam_follows_the_means_themselves() {
    let (rate, beta1, beta2, epsilon) = (0.03, 0.8, 0.97, 1e-5);
    let adam = Adam::new(beta1, beta2, epsilon).unwrap().uncorrected();
    let mut optimizers: [Box<dyn Optimizer>; 2] =
        [Box::new(adam.clone()), Box::new(AmsGrad::new(adam))];
    let start = numbers("start").unwrap();
    let mut by_library = [start.clone(), start.clone()];
    let mut by_hand = [start.to_vec(), start.to_vec()];
    let mut means = vec![[0.0_f64; 3]; start.len()];
    for step in 0..100 {
        let gradient = numbers(&format!("gradient.{step}")).unwrap();
        for (x, optimizer) in by_library.iter_mut().zip(&mut optimizers) {
            optimizer.step(x.view_mut(), gradient.view(), rate).unwrap();
        }
        for (i, [m, v, greatest]) in means.iter_mut().enumerate() {
            *m = beta1 * *m + (1.0 - beta1) * gradient[i];
            *v = beta2 * *v + (1.0 - beta2) * gradient[i].powi(2);
            *greatest = greatest.max(*v);
            by_hand[0][i] -= rate * *m / (v.sqrt() + epsilon);
            by_hand[1][i] -= rate * *m / (greatest.sqrt() + epsilon);
        }
    }
    for (ours, theirs) in by_library.iter().zip(&by_hand) {
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert!((ours - theirs).abs() < 1e-12, "{ours} {theirs}");
        }
    }
    // Only the first lets a large gradient be forgotten.
    assert_ne!(by_hand[0], by_hand[1]);
    assert_ne!(Adam::<f64>::default(), Adam::default().uncorrected());
}
