//! Attributes as fences and callouts carry them: `key`, `key=value` and `key="a value with spaces"`, separated by
//! commas or spaces.

/// An attribute and its value, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) key: String,
    pub(crate) value: Option<String>,
}

/// Reads a line of attributes. Inside quotes `\"` is a quote, and any other backslash is itself.
///
/// # Errors
/// A sentence about what cannot be read.
pub(crate) fn attributes(line: &str) -> Result<Vec<Attribute>, String> {
    let mut attributes = Vec::new();
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches(is_separator);
        if rest.is_empty() {
            return Ok(attributes);
        }
        let end = rest.find(|c| is_separator(c) || c == '=');
        let (key, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (value, after) = match after.strip_prefix('=') {
            None => (None, after),
            Some(after) => {
                let (value, after) = value(key, after)?;
                (Some(value), after)
            }
        };
        if key.is_empty() {
            return Err(format!(
                "a value without an attribute: `{}`",
                rest.trim_end()
            ));
        }
        attributes.push(Attribute {
            key: key.to_owned(),
            value,
        });
        rest = after;
    }
}

/// The value at the front of `text`, and what follows it.
fn value<'a>(key: &str, text: &'a str) -> Result<(String, &'a str), String> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(is_separator).unwrap_or(text.len());
        return Ok((text[..end].to_owned(), &text[end..]));
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                let after = &quoted[at + 1..];
                if after.starts_with(|c| !is_separator(c)) {
                    return Err(format!("`{key}=\"{value}\"` runs into what follows it"));
                }
                return Ok((value, after));
            }
            '\\' => value.push(chars.next_if(|(_, c)| *c == '"').map_or('\\', |(_, c)| c)),
            c => value.push(c),
        }
    }
    Err(format!("the quotes of attribute `{key}` are never closed"))
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\t' | ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<(String, Option<String>)> {
        let attributes = attributes(line).unwrap().into_iter();
        attributes.map(|one| (one.key, one.value)).collect()
    }

    fn pair(key: &str, value: &str) -> (String, Option<String>) {
        (key.to_owned(), Some(value.to_owned()))
    }

    #[test]
    fn words_and_values_are_told_apart() {
        assert_eq!(read(""), []);
        assert_eq!(
            read(" ,rust, folded\t"),
            [("rust".into(), None), ("folded".into(), None)]
        );
        assert_eq!(
            read("check=or,points=3"),
            [pair("check", "or"), pair("points", "3")]
        );
        assert_eq!(read("id="), [pair("id", "")]);
    }

    #[test]
    fn a_quoted_value_may_hold_anything() {
        let line = r#"wrong=step,because="a, b = \"c\" \eta",says="""#;
        let expected = [
            pair("wrong", "step"),
            pair("because", r#"a, b = "c" \eta"#),
            pair("says", ""),
        ];
        assert_eq!(read(line), expected);
        assert_eq!(read("because=\"θ\""), [pair("because", "θ")]);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let wrong = |line| attributes(line).unwrap_err();
        assert!(wrong("because=\"a").contains("of attribute `because` are never closed"));
        assert!(wrong("because=\"a\"b").contains("runs into what follows"));
        assert!(wrong("=a").contains("without an attribute"));
    }
}
