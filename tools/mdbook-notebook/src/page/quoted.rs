//! What stands inside a quotation or a list item, as Markdown of its own.

/// Whole lines without the quotation marks and the indentation that they share.
#[cfg(feature = "mdbook")]
pub(crate) fn unquoted(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(without_mark).collect();
    let indents = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = indents.map(|line| line.len() - line.trim_start().len());
    let shared = indent.min().unwrap_or_default();
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.get(shared..).unwrap_or_default().trim_end())
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// The same of a list with a single item: what the item holds.
#[cfg(feature = "mdbook")]
pub(crate) fn unlisted(text: &str) -> String {
    let text = unquoted(text);
    let bullet = ["- ", "* ", "+ "]
        .iter()
        .find_map(|mark| text.strip_prefix(mark));
    let inside = |line: &str| line.is_empty() || line.starts_with(' ');
    match bullet {
        Some(item) if item.lines().skip(1).all(inside) => unquoted(&format!("  {item}")),
        _ => text,
    }
}

/// Several lines as one.
pub(crate) fn on_one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(|line| without_mark(line).trim()).collect();
    lines.join(" ").trim().to_owned()
}

fn without_mark(line: &str) -> &str {
    let code = line.trim_start_matches(' ');
    match code.strip_prefix('>') {
        Some(rest) if line.len() - code.len() <= 3 => rest.strip_prefix(' ').unwrap_or(rest),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_shared_indent_go() {
        assert_eq!(unquoted("> a\n>\n>     b\nlazy"), "a\n\n    b\nlazy");
        assert_eq!(unquoted(">   one\n>   two\n"), "one\ntwo");
        assert_eq!(unquoted(">\n> > deeper"), "> deeper");
    }

    #[test]
    fn a_single_item_is_its_text() {
        assert_eq!(
            unlisted(">   - one\n>     more\n>\n>     - two"),
            "one\nmore\n\n- two"
        );
        assert_eq!(unlisted("> - one\n> - two"), "- one\n- two");
        assert_eq!(unlisted("> plain"), "plain");
    }

    #[test]
    fn lines_are_joined() {
        assert_eq!(on_one_line("`12`, or\n>   sooner "), "`12`, or sooner");
    }
}
