use ndarray::{Array1, array};

use super::*;

fn said(result: Result<(), Mismatch>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn nan_is_close_to_nothing_and_asked_for_by_name() {
    assert_eq!(
        said(expect_close("x", f64::NAN, 1.0, 0.5)),
        "x: expected 1.0 (to within 0.5), found NaN"
    );
    let asked = expect_close("x", f64::NAN, f64::NAN, 1.0);
    assert!(matches!(&asked, Err(Mismatch::Check { .. })), "{asked:?}");
    assert!(said(asked).contains("`expect_nan`"));
    assert!(expect_nan("x", [f64::NAN, f64::NAN]).is_ok());
    assert_eq!(
        said(expect_nan("x", [f64::NAN, 2.0])),
        "x at [1]: expected NaN, found 2.0"
    );
    assert_eq!(
        said(expect("x", f64::NAN, f64::NAN)),
        "x: expected NaN, found NaN, which is not equal: NaN equals nothing, not even itself"
    );
}

#[test]
fn infinities_are_close_to_themselves_alone() {
    let inf = f64::INFINITY;
    assert!(expect_close("x", inf, inf, 0.0).is_ok());
    assert_eq!(
        said(expect_close("x", -inf, inf, 1.0)),
        "x: expected inf (to within 1.0), found -inf"
    );
    assert!(expect_close("x", 1e300, inf, 1e308).is_err());
    assert!(expect_close("x", 1.0, 1.5, 0.5).is_ok());
    assert!(expect_close("x", 1.0, 1.6, 0.5).is_err());
}

#[test]
fn a_tolerance_that_lets_everything_through_is_the_checks_fault() {
    for tolerance in [f64::INFINITY, f64::NAN, -1.0] {
        let result = expect_close("x", 1.0, 1.0, tolerance);
        assert!(matches!(result, Err(Mismatch::Check { .. })), "{result:?}");
    }
    assert!(expect_close("x", 1.0, "one", 0.1).is_err());
}

#[test]
fn lists_say_where_they_differ_and_how_long_they_are() {
    let zeros: Array1<f64> = Array1::zeros(300);
    let mut other = zeros.clone();
    other[17] = 1.0;
    other[40] = 1.0;
    assert_eq!(
        said(expect_close("the gradient", &other, &zeros, 1e-9)),
        "the gradient at [17]: expected 0.0 (to within 1e-9), found 1.0 (2 of 300 numbers differ)"
    );
    let lengths = |found: &dyn Fn() -> Result<(), Mismatch>| said(found());
    assert_eq!(
        lengths(&|| expect_close("g", vec![1.0, 2.0], [1.0, 2.0, 3.0], 1.0)),
        "g: expected a list of 3 numbers, found a list of 2 numbers"
    );
    assert_eq!(
        lengths(&|| expect_close("g", array![[1.0, 2.0]], array![[1.0], [2.0]], 1.0)),
        "g: expected 2 × 1 numbers, found 1 × 2 numbers"
    );
    assert_eq!(
        lengths(&|| expect_close("g", Vec::<f64>::new(), 2.0, 1.0)),
        "g: expected one number, found a list of 0 numbers"
    );
    assert_eq!(
        lengths(&|| expect_close(
            "g",
            vec![vec![1.0], vec![1.0, 2.0]],
            array![[1.0, 1.0]],
            1.0
        )),
        "g: expected 1 × 2 numbers, found 3 numbers in rows of different lengths"
    );
    assert_eq!(
        lengths(&|| expect_close("g", None::<f64>, Some(2.0), 1.0)),
        "g: expected \"Some(2.0)\", found \"None\""
    );
}

#[test]
fn slips_are_named_where_the_value_is_theirs() {
    let exact = expect("n", 100, 90).or_slip(100, "a neuron is connected to itself");
    assert!(
        said(exact)
            .ends_with("found 100. This is what you get when a neuron is connected to itself")
    );
    let other = expect("n", 99, 90).or_slip(100, "a neuron is connected to itself");
    assert_eq!(said(other), "n: expected 90, found 99");
    let list = expect_close("g", array![-1.0, -2.0], [1.0, 2.0], 1e-9)
        .or_slip([-1.0, 2.0], "one sign is lost")
        .or_slip([-1.0, -2.0 + 1e-12], "all signs are lost")
        .or_slip([-1.0, -2.0], "never reached");
    assert!(said(list).ends_with("when all signs are lost"));
    let nan = expect_close("x", f64::NAN, 1.0, 0.5).or_slip(f64::NAN, "zero is divided by zero");
    assert!(said(nan).ends_with("when zero is divided by zero"));
    let length = expect_close("g", [1.0], [1.0, 2.0], 0.5).or_slip([1.0], "the last is forgotten");
    assert!(said(length).ends_with("when the last is forgotten"));
    assert!(expect("n", 90, 90).or_slip(90, "nothing is wrong").is_ok());
}

#[test]
fn each_case_names_its_call() {
    let square = |x: f64| if x < 0.0 { x } else { x * x };
    assert!(expect_each_close("square", square, [(2.0, 4.0), (3.0, 9.0)], 1e-12).is_ok());
    assert_eq!(
        said(expect_each_close(
            "square",
            square,
            [(2.0, 4.0), (-3.0, 9.0)],
            1e-12
        )),
        "square(-3.0): expected 9.0 (to within 1e-12), found -3.0"
    );
    assert_eq!(
        said(expect_each("len", str::len, [("ab", 3)])),
        "len(\"ab\"): expected 3, found 2"
    );
}
