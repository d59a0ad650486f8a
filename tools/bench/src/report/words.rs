//! How numbers and settings are written.

use downhill_bench_worker::{Optimizer, Precision};

/// With so many significant digits and no exponent, thousands apart.
pub(super) fn significant(value: f64, digits: i32) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    let magnitude = value.abs().log10().floor() as i32;
    let unit = 10_f64.powi(magnitude + 1 - digits);
    let rounded = (value / unit).round() * unit;
    // 9.996 with three digits is 10.0: rounding may have made it one digit longer.
    let magnitude = rounded.abs().log10().floor() as i32;
    let decimals = (digits - 1 - magnitude).max(0) as usize;
    thousands(&format!("{rounded:.decimals$}"))
}

/// Commas between the thousands of the part before the point.
fn thousands(number: &str) -> String {
    let (whole, rest) = number
        .find('.')
        .map_or((number, ""), |point| number.split_at(point));
    let mut text = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

/// Nanoseconds as microseconds.
pub(super) fn microseconds(nanoseconds: f64) -> String {
    significant(nanoseconds / 1e3, 3)
}

/// A ratio such as 1.25, or 12.5.
pub(super) fn ratio(value: f64) -> String {
    significant(value, 3)
}

/// A network by its layers, as 784-128-10.
pub(super) fn network(sizes: &[usize]) -> String {
    let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
    sizes.join("-")
}

pub(super) fn rule(optimizer: Optimizer) -> &'static str {
    match optimizer {
        Optimizer::Sgd => "SGD",
        Optimizer::Adam => "Adam",
    }
}

pub(super) fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::F32 => "f32",
        Precision::F64 => "f64",
    }
}

/// The name in a sentence and in a table.
pub(super) fn name(contestant: &str) -> &str {
    if contestant == "ours" {
        "Downhill"
    } else {
        contestant
    }
}

pub(super) fn threads(threads: usize) -> String {
    if threads == 1 {
        "1 thread".into()
    } else {
        format!("{threads} threads")
    }
}

/// One row of a table in Markdown.
pub(super) fn row<S: AsRef<str>>(cells: &[S]) -> String {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// The head of a table: the first column of words, the others of numbers.
pub(super) fn head<S: AsRef<str>>(headings: &[S]) -> String {
    let rule: Vec<&str> = headings
        .iter()
        .enumerate()
        .map(|(i, _)| if i == 0 { "---" } else { "---:" })
        .collect();
    row(headings) + &format!("|{}|\n", rule.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_digits() {
        let written =
            [0.123_456, 1.0, 9.996, 12.34, 99.96, 1234.5, 21_318.0].map(|x| significant(x, 3));
        assert_eq!(
            written,
            ["0.123", "1.00", "10.0", "12.3", "100", "1,230", "21,300"]
        );
        assert_eq!(microseconds(37_812.0), "37.8");
    }

    #[test]
    fn tables_line_up() {
        assert_eq!(
            head(&["a", "b"]) + &row(&["c", "1"]),
            "| a | b |\n|---|---:|\n| c | 1 |\n"
        );
    }
}
