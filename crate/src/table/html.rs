//! A table as HTML that reads in a notebook as well as on a page.

use std::fmt::Write as _;

use super::column::{Entry, Written, one_line};

pub(super) fn write(caption: Option<&str>, columns: &[Written]) -> String {
    let mut html = "<table>\n".to_owned();
    if let Some(caption) = caption {
        let _ = writeln!(html, "<caption>{}</caption>", escape(&one_line(caption)));
    }
    html += "<thead><tr>";
    for column in columns {
        let (side, heading) = (side(column), escape(&column.heading));
        let _ = write!(
            html,
            "<th scope=\"col\" style=\"text-align:{side}\">{heading}</th>"
        );
    }
    html += "</tr></thead>\n<tbody>\n";
    let rows = columns.first().map_or(0, |column| column.cells.len());
    for row in 0..rows {
        html += "<tr>";
        for (index, column) in columns.iter().enumerate() {
            let (side, text) = (side(column), spaced(&column.cells[row]));
            // Words in the first column name the row.
            let (open, close) = if index == 0 && !column.numeric {
                ("th scope=\"row\"", "th")
            } else {
                ("td", "td")
            };
            let _ = write!(html, "<{open} style=\"text-align:{side}\">{text}</{close}>");
        }
        html += "</tr>\n";
    }
    html + "</tbody>\n</table>"
}

/// Notebooks set cells to the right unless told otherwise, pages to the left.
fn side(column: &Written) -> &'static str {
    if column.numeric { "right" } else { "left" }
}

/// The text, and spaces as wide as what it lacks after the decimal point.
fn spaced(entry: &Entry) -> String {
    const POINT: char = '\u{2008}';
    const DIGIT: char = '\u{2007}';
    let gap = entry
        .gap
        .chars()
        .map(|c| if c == '.' { POINT } else { DIGIT });
    escape(&entry.text) + &gap.collect::<String>()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
