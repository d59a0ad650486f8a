//! What a cell printed, as text that nothing takes for markup: not HTML, not Markdown, not another preprocessor.

use std::fmt::Write as _;

/// The text as HTML on a single line. Every character that means something to HTML, to Markdown, to a template
/// (`{{…}}`) or to a typesetter of formulas (`$…$`) becomes a character reference; so do line ends, since a blank line
/// would end the HTML block that the text stands in.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' | '\n' | '$' | '`' | '\\' | '{' | '}' | '*' | '_' | '[' | ']' | '~' | '|' => {
                let _ = write!(html, "&#{};", u32::from(c));
            }
            // Control characters have no place in HTML.
            c if c.is_control() && c != '\t' => {}
            c => html.push(c),
        }
    }
    html
}

/// What a terminal would show: no colour codes, and after a carriage return only what was written last.
pub(super) fn terminal(text: &str) -> String {
    let text = without_ansi(text);
    let lines = text.split_inclusive('\n').map(|line| {
        let (body, end) = match line.strip_suffix('\n') {
            Some(body) => (body, "\n"),
            None => (line, ""),
        };
        let body = body.trim_end_matches('\r');
        let last = body.rsplit('\r').next().unwrap_or_default();
        format!("{last}{end}")
    });
    lines.collect()
}

/// Drops escape sequences: `ESC [ … letter`, `ESC ] … BEL` (or `ESC \`), and two-character ones.
fn without_ansi(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\u{1b}' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('[') => {
                let _ = chars.find(|c| ('@'..='~').contains(c));
            }
            Some(']') => {
                while let Some(c) = chars.next() {
                    if c == '\u{7}' || (c == '\u{1b}' && chars.next_if_eq(&'\\').is_some()) {
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_means_something_is_left() {
        let nasty = "<b>&\"'</b>\n\n$x_1$ `c` {{#include x}} *a* \\( [l](u) ~~ a|b\t|";
        let html = escape(nasty);
        assert!(!html.contains([
            '<', '>', '"', '\'', '\n', '$', '`', '{', '*', '_', '[', '\\'
        ]));
        assert!(html.starts_with("&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;&#10;&#10;&#36;x&#95;1"));
        assert!(html.contains('\t'));
        assert_eq!(escape("a\0b\u{8}c"), "abc");
        assert_eq!(escape("θ ≈ 0,5 — 漢字"), "θ ≈ 0,5 — 漢字");
    }

    #[test]
    fn a_terminals_codes_are_dropped() {
        assert_eq!(terminal("\u{1b}[31;1merror\u{1b}[0m: no"), "error: no");
        assert_eq!(
            terminal("\u{1b}]8;;url\u{7}link\u{1b}]8;;\u{1b}\\!"),
            "link!"
        );
        assert_eq!(terminal("10%\r50%\r100%\ndone\r\n"), "100%\ndone\n");
        assert_eq!(terminal("\u{1b}"), "");
    }
}
