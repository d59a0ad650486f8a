//! Activations: limits, identities, stability, and derivatives against central differences.

use downhill::activation::{Activation, relu, sigmoid, step};
use downhill::ndarray::{Array2, array};
use proptest::prelude::*;

const SMOOTH: [Activation; 2] = [Activation::Sigmoid, Activation::Tanh];

/// `(f(z + h) - f(z - h)) / 2h`, with the `2h` that the two points really are apart.
macro_rules! central_difference {
    ($f:expr, $z:expr, $h:expr) => {{
        let (right, left) = ($z + $h, $z - $h);
        ($f.value(right) - $f.value(left)) / (right - left)
    }};
}

proptest! {
    #[test]
    fn derivatives_agree_with_central_differences_in_f64(z in -30.0..30.0_f64) {
        // Truncation is h²/6 |f'''| < 1e-10 and rounding about 1e-16 / h = 1e-11.
        for f in SMOOTH {
            let numeric = central_difference!(f, z, 1e-5);
            prop_assert!((f.derivative(z) - numeric).abs() < 1e-9, "{f} at {z}: {numeric}");
        }
    }

    #[test]
    fn derivatives_agree_with_central_differences_in_f32(z in -30.0..30.0_f32) {
        for f in SMOOTH {
            let numeric = central_difference!(f, z, 1e-2_f32);
            prop_assert!((f.derivative(z) - numeric).abs() < 3e-4, "{f} at {z}: {numeric}");
        }
    }

    #[test]
    fn away_from_zero_the_straight_ones_have_the_slope_of_their_pieces(z in 1e-3..1e3_f64, left: bool) {
        let z = if left { -z } else { z };
        for f in [Activation::Step, Activation::Relu, Activation::Identity] {
            let numeric = central_difference!(f, z, 1e-4);
            prop_assert!((f.derivative(z) - numeric).abs() < 1e-7, "{f} at {z}: {numeric}");
        }
    }

    #[test]
    fn tanh_is_a_sigmoid_stretched(z in -300.0..300.0_f64) {
        let by_sigmoid = 2.0 * sigmoid(2.0 * z) - 1.0;
        prop_assert!((Activation::Tanh.value(z) - by_sigmoid).abs() < 1e-15);
    }

    #[test]
    fn the_sigmoid_is_point_symmetric_about_one_half(z in -40.0..40.0_f64) {
        prop_assert!((sigmoid(z) + sigmoid(-z) - 1.0).abs() < 1e-15);
        prop_assert!(Activation::Sigmoid.derivative(z) == Activation::Sigmoid.derivative(-z));
    }

    #[test]
    fn all_are_non_decreasing(a in -1e3..1e3_f64, b in -1e3..1e3_f64) {
        let (low, high) = (a.min(b), a.max(b));
        for f in Activation::ALL {
            prop_assert!(f.value(low) <= f.value(high), "{f} falls between {low} and {high}");
        }
    }
}

#[test]
fn far_out_every_function_has_its_limit_and_no_slope_overflows() {
    for (f, low, high, slope_high) in [
        (Activation::Step, 0.0, 1.0, 0.0),
        (Activation::Sigmoid, 0.0, 1.0, 0.0),
        (Activation::Tanh, -1.0, 1.0, 0.0),
        (Activation::Relu, 0.0, 1000.0, 1.0),
        (Activation::Identity, -1000.0, 1000.0, 1.0),
    ] {
        assert_eq!(f.value(-1000.0_f64), low, "{f}");
        assert_eq!(f.value(1000.0_f64), high, "{f}");
        let slope_low = f64::from(u8::from(f == Activation::Identity));
        assert_eq!(f.derivative(-1000.0_f64), slope_low, "{f}");
        assert_eq!(f.derivative(1000.0_f64), slope_high, "{f}");
        assert_eq!(f.value(-1000.0_f32), low as f32, "{f}");
        assert_eq!(f.value(1000.0_f32), high as f32, "{f}");
        assert_eq!(f.derivative(-1000.0_f32), slope_low as f32, "{f}");
        assert_eq!(f.derivative(1000.0_f32), slope_high as f32, "{f}");
        for z in [f64::MIN, f64::MAX, f64::NEG_INFINITY, f64::INFINITY] {
            assert!(
                !f.value(z).is_nan() && !f.derivative(z).is_nan(),
                "{f} at {z}"
            );
        }
    }
}

#[test]
fn the_tails_keep_their_relative_accuracy() {
    // 1 - sigmoid(50) is 0 in f64; the derivative there is not.
    for z in [50.0_f64, 300.0, 700.0] {
        let tail = (-z).exp();
        assert!((Activation::Sigmoid.derivative(z) / tail - 1.0).abs() < 1e-14);
        assert!((sigmoid(-z) / tail - 1.0).abs() < 1e-14);
        assert!((Activation::Tanh.derivative(z / 2.0) / (4.0 * tail) - 1.0).abs() < 1e-14);
    }
}

#[test]
fn values_at_zero_are_those_of_the_textbook() {
    assert_eq!(
        Activation::ALL.map(|f| f.value(0.0)),
        [1.0, 0.5, 0.0, 0.0, 0.0]
    );
    assert_eq!(step(-0.0), 1.0, "minus zero is zero");
    assert_eq!(Activation::Sigmoid.derivative(0.0), 0.25);
    assert_eq!(Activation::Tanh.derivative(0.0), 1.0);
    assert_eq!(Activation::Relu.derivative(0.0), 0.0);
    assert!(Activation::Step.derivative(0.0_f64).is_nan());
}

#[test]
fn a_nan_is_never_hidden() {
    for f in Activation::ALL {
        assert!(f.value(f64::NAN).is_nan(), "{f}");
        assert!(f.derivative(f64::NAN).is_nan(), "{f}");
    }
    assert!(step(f32::NAN).is_nan() && relu(f32::NAN).is_nan());
}

#[test]
fn arrays_are_mapped_entry_by_entry() {
    let z: Array2<f32> = array![[-2.0, 0.5], [1.0, -0.25]];
    for f in Activation::ALL {
        let (values, derivatives) = (f.values(&z), f.derivatives(&z.view()));
        for ((at, &z), &value) in z.indexed_iter().zip(&values) {
            assert_eq!(value, f.value(z), "{f} at {at:?}");
            assert_eq!(derivatives[at], f.derivative(z), "{f} at {at:?}");
        }
    }
}

#[test]
fn names_are_the_names_of_the_field() {
    assert_eq!(
        Activation::ALL.map(|f| f.to_string()),
        ["step", "sigmoid", "tanh", "ReLU", "identity"]
    );
}
