//! A table as text of fixed width.

use comfy_table::{Cell, CellAlignment, LineStyle, Table, TableStyle};

use super::column::{Written, one_line};

/// A line under the headings, and nothing else but space.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

pub(super) fn write(caption: Option<&str>, columns: &[Written]) -> String {
    let mut table = Table::new();
    table.load_style(STYLE);
    let sides: Vec<CellAlignment> = columns
        .iter()
        .map(|column| {
            if column.numeric {
                CellAlignment::Right
            } else {
                CellAlignment::Left
            }
        })
        .collect();
    let placed = |texts: Vec<String>| -> Vec<Cell> {
        let cells = texts.into_iter().zip(&sides);
        cells
            .map(|(text, side)| Cell::new(text).set_alignment(*side))
            .collect()
    };
    table.set_header(placed(
        columns
            .iter()
            .map(|column| column.heading.clone())
            .collect(),
    ));
    let rows = columns.first().map_or(0, |column| column.cells.len());
    for row in 0..rows {
        let cells = columns.iter().map(|column| {
            let entry = &column.cells[row];
            format!("{}{}", entry.text, " ".repeat(entry.gap.chars().count()))
        });
        table.add_row(placed(cells.collect()));
    }
    let last = columns.len().saturating_sub(1);
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if index == last { 0 } else { 2 }));
    }
    let lines = table.trim_fmt();
    match caption {
        Some(caption) => format!("{}\n{lines}", one_line(caption)),
        None => lines,
    }
}
