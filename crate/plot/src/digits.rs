//! How numbers are written: on ticks, levels, weights.

/// The longest number that is written out, in characters; and the most digits that a power of ten carries rather.
const LONG: i32 = 13;
const FEW: i32 = 4;

/// Evenly spaced numbers with as many digits as their step needs, all in one notation.
pub(crate) fn step_texts(values: &[f64]) -> Vec<String> {
    let largest = values.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    if largest == 0.0 {
        return vec!["0".into(); values.len()];
    }
    let step = match values {
        [a, b, ..] => (b - a).abs(),
        _ => largest,
    };
    let first = exponent(largest);
    let last = last_digit(step, largest).min(first);
    let decimals = (-last).max(0);
    let usual = largest < 1e6 && step >= 1e-4;
    let long = first.max(0) + 1 + decimals + i32::from(decimals > 0);
    if usual || (first - last >= FEW && long <= LONG) {
        let decimals = decimals as usize;
        return values
            .iter()
            .map(|&v| minus(format!("{v:.decimals$}")))
            .collect();
    }
    let digits = (first - last) as usize;
    values.iter().map(|&v| scaled(v, first, digits)).collect()
}

/// The power of ten of a number's first digit.
fn exponent(value: f64) -> i32 {
    let text = format!("{value:e}");
    text.split_once('e')
        .and_then(|(_, power)| power.parse().ok())
        .unwrap_or(0)
}

/// The power of ten of a step's last digit, as far as rounding lets it be known beside numbers of this size.
fn last_digit(step: f64, largest: f64) -> i32 {
    let rounding = 1e-6 + 8.0 * f64::EPSILON * largest / step;
    let first = exponent(step);
    // A step just below a power of ten has its first digit there, to rounding.
    let whole = |power: i32| {
        let digits: f64 = format!("{step:e}")
            .split_once('e')
            .and_then(|(mantissa, e)| Some((mantissa, e.parse::<i32>().ok()? - power)))
            .and_then(|(mantissa, shift)| format!("{mantissa}e{shift}").parse().ok())
            .unwrap_or(f64::NAN);
        digits.round() >= 1.0 && (digits - digits.round()).abs() <= rounding * digits.max(1.0)
    };
    (first - 5..=first + 1)
        .rev()
        .find(|&power| whole(power))
        .unwrap_or(first - 2)
}

/// A number as so many times this power of ten.
fn scaled(value: f64, power: i32, decimals: usize) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let text = format!("{value:e}");
    let (mantissa, e) = text.split_once('e').unwrap_or((&text, "0"));
    let shift = e.parse::<i32>().unwrap_or(0) - power;
    let shifted: f64 = format!("{mantissa}e{shift}").parse().unwrap_or(f64::NAN);
    let mantissa = minus(format!("{shifted:.decimals$}"));
    let power = format!("10{}", superscript(&power.to_string()));
    match mantissa.as_str() {
        "1" => power,
        "−1" => format!("−{power}"),
        _ => format!("{mantissa}·{power}"),
    }
}

/// Ticks of a logarithmic axis, if each has one digit: plain where all are near 1, else powers of ten, all of them.
pub(crate) fn power_texts(values: &[f64]) -> Option<Vec<String>> {
    if values.iter().any(|v| format!("{v:e}").contains('.')) {
        return None;
    }
    let near = values.iter().all(|v| (0.001..10_000.0).contains(v));
    let text = |&v: &f64| {
        if near {
            number(v)
        } else {
            scaled(v, exponent(v), 0)
        }
    };
    Some(values.iter().map(text).collect())
}

/// A number as a person writes it: up to six significant digits, a power of ten if it is very large or small.
pub(crate) fn number(value: f64) -> String {
    let plain = (-4..6).contains(&exponent(rounded(value, 6)));
    significant(value, 6, plain)
}

/// A number to so many significant digits.
fn rounded(value: f64, digits: usize) -> f64 {
    let after = digits.saturating_sub(1);
    format!("{value:.after$e}").parse().unwrap_or(value)
}

/// A number with up to so many significant digits, written out or as a power of ten.
fn significant(value: f64, digits: usize, plain: bool) -> String {
    let value = rounded(value, digits);
    if value == 0.0 {
        return "0".into();
    }
    let trimmed = |text: String| match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => text,
    };
    let power = exponent(value);
    if plain {
        let decimals = (digits as i32 - 1 - power).max(0) as usize;
        return minus(trimmed(format!("{value:.decimals$}")));
    }
    let text = format!("{value:e}");
    let (mantissa, _) = text.split_once('e').unwrap_or((&text, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, after)| after.len());
    scaled(value, power, decimals)
}

/// Numbers with the same decimals if they are evenly spaced and that is short; or to three significant digits, or to
/// as many more as tell neighbours apart.
pub(crate) fn short_texts(values: &[f64]) -> Vec<String> {
    let steps: Vec<f64> = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let even = |step: &f64| (step - steps[0]).abs() <= 1e-9 * steps[0].abs();
    if !steps.is_empty() && steps.iter().all(even) {
        let texts = step_texts(values);
        if texts.iter().all(|text| text.chars().count() <= 6) {
            return texts;
        }
    }
    // One notation for all; and as many digits as tell neighbours apart.
    let plain = values
        .iter()
        .all(|&v| v == 0.0 || (-4..6).contains(&exponent(rounded(v, 6))));
    let write = |digits: usize| -> Vec<String> {
        values
            .iter()
            .map(|&v| significant(v, digits, plain))
            .collect()
    };
    let apart = |texts: &Vec<String>| texts.windows(2).all(|pair| pair[0] != pair[1]);
    [3, 6, 9, 12]
        .map(write)
        .into_iter()
        .find(apart)
        .unwrap_or_else(|| write(17))
}

/// The typographic minus in place of the hyphen.
fn minus(text: String) -> String {
    if text.starts_with('-') {
        text.replacen('-', "−", 1)
    } else {
        text
    }
}

fn superscript(digits: &str) -> String {
    digits
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            d => d
                .to_digit(10)
                .and_then(|d| char::from_u32(0x2070 + d))
                .unwrap_or(d),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_written_short_and_apart() {
        let texts = |values: &[f64]| short_texts(values).join(" ");
        assert_eq!(texts(&[0.5, 1.0, 1.5]), "0.5 1.0 1.5");
        assert_eq!(texts(&[0.1, 0.251_188_6, 1000.0]), "0.1 0.251 1000");
        assert_eq!(texts(&[0.0, 1.0 / 3.0, 2.0 / 3.0]), "0 0.333 0.667");
        assert_eq!(texts(&[1.0, 100.001, 100.002]), "1 100.001 100.002");
        assert_eq!(texts(&[7.0]), "7");
        assert_eq!(texts(&[0.01, 1.0, 1e7]), "10⁻² 10⁰ 10⁷");
        assert_eq!(
            texts(&[1.0, 1e9 + 1.0, 1e9 + 3.0]),
            "10⁰ 1.000000001·10⁹ 1.000000003·10⁹"
        );
    }

    #[test]
    fn numbers_read_as_written() {
        for (value, text) in [
            (0.0, "0"),
            (1.5, "1.5"),
            (-2.0, "−2"),
            (1e-7, "10⁻⁷"),
            (2.5e9, "2.5·10⁹"),
            (123_456.0, "123456"),
            (0.000_1, "0.0001"),
        ] {
            assert_eq!(number(value), text);
        }
    }
}
