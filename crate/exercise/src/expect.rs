//! The comparisons that a check is made of.

use std::fmt::Debug;

use crate::comparable::{Comparable, Number, close, lengths};
use crate::mismatch::{Difference, Mismatch, Seen, apart};

/// Compares a value exactly. `what` names it in the message that a wrong answer gets.
///
/// # Errors
/// [`Mismatch::Value`] with both values, if they differ; of long ones it shows where they begin to.
///
/// ```
/// use downhill_exercise::expect;
///
/// let mismatch = expect("the sizes", vec![2, 3], vec![2, 4]).unwrap_err();
/// assert_eq!(mismatch.to_string(), "the sizes: expected [2, 4], found [2, 3]");
/// ```
pub fn expect<T: PartialEq + Debug>(what: &str, found: T, expected: T) -> Result<(), Mismatch> {
    if found == expected {
        return Ok(());
    }
    let printed = format!("{found:?}");
    let (expected, found) = apart(&format!("{expected:?}"), &printed);
    Err(Mismatch::Value(Box::new(Difference {
        what: what.to_owned(),
        expected,
        found,
        slip: None,
        seen: Seen::Printed(printed),
    })))
}

/// Compares numbers to within `tolerance`, an absolute distance: a number, or a list, tuple or array of them. Equal infinities are
/// close; NaN is close to nothing, and to ask for it takes [`expect_nan`].
///
/// # Errors
/// [`Mismatch::Value`] with both numbers, or both lengths, if they differ; of a list it says where.
/// [`Mismatch::Check`] if no answer could be right: the tolerance is negative or not finite, the expected value has a NaN or no numbers at all.
///
/// ```
/// use downhill_exercise::expect_close;
///
/// assert!(expect_close("a third", 0.3333, 1.0 / 3.0, 1e-3).is_ok());
/// assert!(expect_close("a third", 0.3, 1.0 / 3.0, 1e-3).is_err());
/// let mismatch = expect_close("the gradient", vec![1.0, 2.5], [1.0, 2.0], 1e-9).unwrap_err();
/// assert_eq!(mismatch.to_string(), "the gradient at [1]: expected 2.0 (to within 1e-9), found 2.5");
/// ```
pub fn expect_close(
    what: &str,
    found: impl Comparable,
    expected: impl Comparable,
    tolerance: f64,
) -> Result<(), Mismatch> {
    let fault = |fault: String| Err(Mismatch::Check { fault });
    if !(tolerance.is_finite() && tolerance >= 0.0) {
        return fault(format!("{what}: the tolerance is {tolerance}"));
    }
    let Some(right) = expected.numbers() else {
        return fault(format!(
            "{what}: {expected:?} has no numbers to be close to"
        ));
    };
    if let Some(nan) = right.iter().find(|number| number.value.is_nan()) {
        let what = at(what, &nan.place);
        return fault(format!("{what}: it expects NaN, which takes `expect_nan`"));
    }
    let Some(numbers) = found.numbers() else {
        return expect(what, format!("{found:?}"), format!("{expected:?}"));
    };
    let differ = |what: String, expected: String, shown: String| {
        Err(Mismatch::Value(Box::new(Difference {
            what,
            expected,
            found: shown,
            slip: None,
            seen: Seen::Numbers {
                found: numbers.clone(),
                tolerance,
            },
        })))
    };
    let places = |numbers: &[Number]| -> Vec<Vec<usize>> {
        numbers.iter().map(|number| number.place.clone()).collect()
    };
    if places(&numbers) != places(&right) {
        return differ(what.to_owned(), extent(&right), extent(&numbers));
    }
    let apart: Vec<(&Number, &Number)> = numbers
        .iter()
        .zip(&right)
        .filter(|(found, right)| !close(found.value, right.value, tolerance))
        .collect();
    let Some((first, right)) = apart.first() else {
        return Ok(());
    };
    let mut shown = format!("{:?}", first.value);
    if apart.len() > 1 {
        shown += &format!(" ({} of {} numbers differ)", apart.len(), numbers.len());
    }
    let expected = format!("{:?} (to within {tolerance:?})", right.value);
    differ(at(what, &first.place), expected, shown)
}

/// Asks for NaN, in every place if it is a list: the one value that [`expect`] and [`expect_close`] cannot ask for.
///
/// # Errors
/// [`Mismatch::Value`] if there is a number.
///
/// ```
/// use downhill_exercise::expect_nan;
///
/// assert!(expect_nan("0 / 0", 0.0 / 0.0).is_ok());
/// assert!(expect_nan("1 / 0", 1.0 / 0.0).is_err());
/// ```
pub fn expect_nan(what: &str, found: impl Comparable) -> Result<(), Mismatch> {
    let Some(numbers) = found.numbers() else {
        return expect(what, format!("{found:?}"), "NaN".to_owned());
    };
    let Some(number) = numbers.iter().find(|number| !number.value.is_nan()) else {
        return Ok(());
    };
    Err(Mismatch::Value(Box::new(Difference {
        what: at(what, &number.place),
        expected: "NaN".to_owned(),
        found: format!("{:?}", number.value),
        slip: None,
        seen: Seen::Numbers {
            tolerance: 0.0,
            found: numbers,
        },
    })))
}

/// Compares what a function makes of several inputs, exactly: `cases` are inputs with what is right for them. The
/// message names the call, `name(input)`; a tuple stands for several arguments.
///
/// # Errors
/// As [`expect`], for the first input that is answered wrongly.
///
/// ```
/// use downhill_exercise::expect_each;
///
/// let larger = |(a, b): (i32, i32)| if a > b { a } else { a };
/// let mismatch = expect_each("larger", larger, [((2, 1), 2), ((1, 2), 2)]).unwrap_err();
/// assert_eq!(mismatch.to_string(), "larger(1, 2): expected 2, found 1");
/// ```
pub fn expect_each<I: Debug, T: PartialEq + Debug>(
    name: &str,
    mut answer: impl FnMut(I) -> T,
    cases: impl IntoIterator<Item = (I, T)>,
) -> Result<(), Mismatch> {
    cases.into_iter().try_for_each(|(input, expected)| {
        let what = call(name, &input);
        expect(&what, answer(input), expected)
    })
}

/// Compares what a function makes of several inputs, to within `tolerance`.
///
/// # Errors
/// As [`expect_close`], for the first input that is answered wrongly.
///
/// ```
/// use downhill_exercise::expect_each_close;
///
/// let half = |x: f64| x / 2.0;
/// assert!(expect_each_close("half", half, [(1.0, 0.5), (0.2, 0.1)], 1e-12).is_ok());
/// ```
pub fn expect_each_close<I: Debug, T: Comparable, U: Comparable>(
    name: &str,
    mut answer: impl FnMut(I) -> T,
    cases: impl IntoIterator<Item = (I, U)>,
    tolerance: f64,
) -> Result<(), Mismatch> {
    cases.into_iter().try_for_each(|(input, expected)| {
        let what = call(name, &input);
        expect_close(&what, answer(input), expected, tolerance)
    })
}

/// Names the mistakes whose values are known.
pub trait OrSlip {
    /// If the value that came is `wrong` (to within the tolerance of the comparison), the message ends in "This is what you get when …",
    /// with `slip` as the rest of the sentence. Of several slips that fit the first is named.
    ///
    /// ```
    /// use downhill_exercise::{OrSlip, expect_close};
    ///
    /// let step = expect_close("the step", 0.2, -0.2, 1e-12)
    ///     .or_slip(0.2, "the step forgets the minus sign")
    ///     .or_slip(-2.0, "the rate is left out");
    /// assert_eq!(
    ///     step.unwrap_err().to_string(),
    ///     "the step: expected -0.2 (to within 1e-12), found 0.2. \
    ///      This is what you get when the step forgets the minus sign"
    /// );
    /// ```
    #[must_use = "the mismatch is in the result"]
    fn or_slip(self, wrong: impl Comparable, slip: &str) -> Self;
}

impl OrSlip for Result<(), Mismatch> {
    fn or_slip(mut self, wrong: impl Comparable, slip: &str) -> Self {
        if let Err(Mismatch::Value(difference)) = &mut self
            && difference.slip.is_none()
            && difference.is_of(&format!("{wrong:?}"), wrong.numbers().as_deref())
        {
            difference.slip = Some(slip.to_owned());
        }
        self
    }
}

fn call(name: &str, input: &impl Debug) -> String {
    let arguments = format!("{input:?}");
    if arguments.starts_with('(') {
        format!("{name}{arguments}")
    } else {
        format!("{name}({arguments})")
    }
}

/// What is looked at, with the place in it; a number by itself has none.
fn at(what: &str, place: &[usize]) -> String {
    if place.is_empty() {
        what.to_owned()
    } else {
        format!("{what} at {place:?}")
    }
}

/// How many numbers there are, in words.
fn extent(numbers: &[Number]) -> String {
    match lengths(numbers)[..] {
        [] => "one number".to_owned(),
        [1] => "a list of 1 number".to_owned(),
        [n] if n == numbers.len() => format!("a list of {n} numbers"),
        ref lengths if lengths.iter().product::<usize>() == numbers.len() => {
            let sides: Vec<String> = lengths.iter().map(ToString::to_string).collect();
            format!("{} numbers", sides.join(" × "))
        }
        _ => format!("{} numbers in rows of different lengths", numbers.len()),
    }
}

#[cfg(test)]
#[path = "expect_tests.rs"]
mod tests;
