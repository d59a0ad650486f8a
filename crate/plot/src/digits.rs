//! How numbers are written: on ticks, levels, weights.

/// Evenly spaced numbers with as many decimals as their step needs.
pub(crate) fn step_texts(values: &[f64]) -> Vec<String> {
    let largest = values.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    let step = match values {
        [a, b, ..] => (b - a).abs(),
        _ => largest,
    };
    if largest >= 1e6 || (largest > 0.0 && step < 1e-4) {
        return values.iter().map(|&v| number(v)).collect();
    }
    let decimals = (0..6)
        .find(|&d| {
            let shifted = step * 10f64.powi(d);
            (shifted - shifted.round()).abs() < 1e-6 * shifted.max(1.0)
        })
        .unwrap_or(6) as usize;
    values
        .iter()
        .map(|&v| minus(format!("{v:.decimals$}")))
        .collect()
}

/// The ticks of a logarithmic axis in one notation: plain if all are near 1, else powers of ten, 1 among them.
pub(crate) fn power_texts(values: &[f64]) -> Vec<String> {
    let plain = values.iter().all(|v| (0.001..10_000.0).contains(v));
    let text = if plain { |v| number(v) } else { power };
    values.iter().map(|&v| text(v)).collect()
}

fn power(value: f64) -> String {
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let power = format!("10{}", superscript(exponent));
    if mantissa == "1" {
        power
    } else {
        format!("{mantissa}·{power}")
    }
}

/// A number as a person writes it: up to six significant digits, a power of ten if it is very large or small.
pub(crate) fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let text = format!("{value:.5e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    let power: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&power) {
        let decimals = (5 - power).max(0) as usize;
        let text = format!("{value:.decimals$}");
        let text = if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.')
        } else {
            &text
        };
        return minus(text.into());
    }
    let power = format!("10{}", superscript(exponent));
    match mantissa {
        "1" => power,
        "-1" => format!("−{power}"),
        _ => minus(format!("{mantissa}·{power}")),
    }
}

/// Numbers with the same decimals if they are evenly spaced and that is short; or to three significant digits, or to
/// six where three do not tell neighbours apart.
pub(crate) fn short_texts(values: &[f64]) -> Vec<String> {
    let steps: Vec<f64> = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let even = |step: &f64| (step - steps[0]).abs() <= 1e-9 * steps[0].abs();
    if !steps.is_empty() && steps.iter().all(even) {
        let texts = step_texts(values);
        if texts.iter().all(|text| text.chars().count() <= 6) {
            return texts;
        }
    }
    let short = |v: &f64| number(format!("{v:.2e}").parse().unwrap_or(*v));
    let texts: Vec<String> = values.iter().map(short).collect();
    if texts.windows(2).any(|pair| pair[0] == pair[1]) {
        return values.iter().map(|&v| number(v)).collect();
    }
    texts
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
