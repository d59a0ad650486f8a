//! How wide a text is, without asking any font.
//!
//! A page draws the text with whatever sans-serif it has, so a width here is a generous estimate
//! from classes of letters: it only has to be large enough that labels do not touch.

/// Sizes of type, in pixels.
pub(crate) const TICK: f64 = 13.0;
pub(crate) const LABEL: f64 = 14.0;
pub(crate) const TITLE: f64 = 15.0;

/// An upper estimate of the width of `text` at `size`, in the unit of `size`.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// The advance of one character in ems: no less than that of DejaVu Sans, the widest of the usual faces.
fn advance(c: char) -> f64 {
    match c {
        '\u{300}'..='\u{36f}' => 0.0,
        'i' | 'j' | 'l' | 'I' | '\'' | '′' => 0.3,
        ' ' | ',' | '.' | ':' | ';' | '/' | '|' | '!' | '·' | '⋅' | 'f' | 't' | '-' | '(' | ')'
        | '[' | ']' => 0.4,
        '⁺'..='⁼' | '₊'..='₌' => 0.54,
        'r' | 'ℓ' | '¹' | '²' | '³' | '⁰'..='₎' | 'ₐ'..='ₜ' => 0.45,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'F' | 'L' => 0.6,
        'a'..='l' | 'n'..='v' | '0'..='9' | 'J' | 'T' | 'α'..='ψ' => 0.66,
        'A'..='L' | 'N'..='V' | 'X'..='Z' | 'Α'..='Ω' | '&' => 0.79,
        'œ' | 'Œ' => 1.08,
        '+' | '<' | '=' | '>' | '−' | '×' | '±' | '≤' | '≥' | '≈' | '→' | '←' | 'w' | '#' | '~' => {
            0.85
        }
        _ => 1.0,
    }
}

/// The text broken between words into lines no wider than `room`; empty if the text is.
pub(crate) fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{width, wrap};

    #[test]
    fn wrapped_lines_fit_and_lose_no_word() {
        let text = "weights after the eighteenth visit of the AND table";
        let lines = wrap(text, 15.0, 200.0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| width(line, 15.0) <= 200.0));
        assert_eq!(lines.join(" "), text);
        assert!(wrap("", 15.0, 200.0).is_empty());
    }

    #[test]
    fn width_counts_characters_not_bytes_and_scales() {
        assert_eq!(width("", 13.0), 0.0);
        assert_eq!(width("θη", 10.0), width("no", 10.0));
        assert!(width("iii", 10.0) < width("WWW", 10.0));
        assert_eq!(width("x₁", 26.0), 2.0 * width("x₁", 13.0));
    }
}
