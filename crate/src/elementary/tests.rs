//! $e^x$ and $\tanh x$ against `tests/data/elementary_reference.csv`, where special numbers lead, and many at once.

use super::{each, exp, tanh};

const REFERENCE: &str = include_str!("../../../tests/data/elementary_reference.csv");

/// A name, an argument, the value to 53 bits, and what is left of it.
fn reference() -> impl Iterator<Item = (&'static str, [f64; 3])> {
    REFERENCE.lines().skip(1).map(|line| {
        let (name, numbers) = line.split_once(',').unwrap();
        let mut numbers = numbers.split(',').map(|number| number.parse().unwrap());
        (name, [(); 3].map(|()| numbers.next().unwrap()))
    })
}

/// The largest distance from the reference, in units of the last place; `f` answers with the value and this unit.
fn farthest(name: &str, f: impl Fn([f64; 2]) -> Option<(f64, f64)>) -> f64 {
    let mut farthest = 0.0_f64;
    let mut count = 0;
    for (_, [x, value, rest]) in reference().filter(|&(n, _)| n == name) {
        if let Some((ours, unit)) = f([x, value]) {
            let far = ((ours - value) - rest).abs() / unit;
            assert!(far.is_finite(), "{name} of {x}: {ours}");
            farthest = farthest.max(far);
            count += 1;
        }
    }
    assert!(count > 300, "{name}: {count} numbers");
    println!("{name}: {farthest:.3} of {count}");
    farthest
}

fn double(f: fn(f64) -> f64) -> impl Fn([f64; 2]) -> Option<(f64, f64)> {
    move |[x, value]| Some((f(x), value.abs().next_up() - value.abs()))
}

fn single(f: fn(f32) -> f32) -> impl Fn([f64; 2]) -> Option<(f64, f64)> {
    move |[x, value]| {
        let near = (value as f32).abs();
        let known = f64::from(x as f32) == x && near < f32::MAX;
        known.then(|| (f64::from(f(x as f32)), f64::from(near.next_up() - near)))
    }
}

#[test]
fn powers_are_right_to_the_last_place() {
    assert!(farthest("exp", double(exp)) <= 1.0);
    assert!(farthest("exp", single(exp)) <= 1.0);
}

/// The quotient adds a rounding of its own.
#[test]
fn tanh_is_right_to_the_last_place_but_one() {
    assert!(farthest("tanh", double(tanh)) < 2.0);
    assert!(farthest("tanh", single(tanh)) < 2.0);
}

#[test]
fn special_numbers() {
    assert!(exp(f64::NAN).is_nan() && exp(f32::NAN).is_nan());
    assert!(tanh(f64::NAN).is_nan() && tanh(f32::NAN).is_nan());
    for (x, power) in [
        (f64::INFINITY, f64::INFINITY),
        (f64::MAX, f64::INFINITY),
        (709.782_712_893_384_1, f64::INFINITY),
        (f64::NEG_INFINITY, 0.0),
        (f64::MIN, 0.0),
        (-745.133_219_101_941_2, 0.0),
        (-745.133_219_101_941_1, f64::from_bits(1)),
        (0.0, 1.0),
        (-0.0, 1.0),
        (f64::from_bits(1), 1.0),
    ] {
        assert_eq!(exp(x), power, "{x}");
    }
    for (x, power) in [
        (f32::INFINITY, f32::INFINITY),
        (88.722_84, f32::INFINITY),
        (f32::NEG_INFINITY, 0.0),
        (-104.0, 0.0),
        (-103.97, f32::from_bits(1)),
        (0.0, 1.0),
        (-0.0, 1.0),
    ] {
        assert_eq!(exp(x), power, "{x}");
    }
    assert!(exp(709.782_712_893_384_f64).is_finite() && exp(88.722_83_f32).is_finite());
    for x in [
        0.0,
        1e-308,
        f64::from_bits(1),
        1e-20,
        20.0,
        1e300,
        f64::INFINITY,
    ] {
        let right = if x < 1.0 { x } else { 1.0 };
        assert_eq!(tanh(x).to_bits(), f64::to_bits(right), "{x}");
        assert_eq!(tanh(-x).to_bits(), f64::to_bits(-right), "{x}");
    }
}

/// Whatever registers they go through, and where the last do not fill one.
#[test]
fn many_at_once_are_as_one_by_one() {
    for chunk in reference().collect::<Vec<_>>().chunks(37) {
        let x: Vec<f64> = chunk.iter().map(|&(_, [x, ..])| x).collect();
        let bits = |numbers: &[f64]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        for f in [exp::<f64> as fn(f64) -> f64, tanh] {
            let mut all = x.clone();
            each(&mut all, f);
            let alone: Vec<f64> = x.iter().map(|&x| f(x)).collect();
            assert_eq!(bits(&all), bits(&alone));
        }
        let x: Vec<f32> = x.iter().map(|&x| x as f32).collect();
        let mut all = x.clone();
        each(&mut all, exp);
        assert!(all.iter().zip(&x).all(|(&all, &x)| all == exp(x)));
        let mut all = x.clone();
        each(&mut all, tanh);
        assert!(all.iter().zip(&x).all(|(&all, &x)| all == tanh(x)));
    }
}
