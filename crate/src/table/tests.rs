use super::*;
use crate::spread::{Share, Spread};

fn column<T: Into<Cell>>(values: impl IntoIterator<Item = T>) -> Table {
    let rows = values.into_iter().map(|value| [value]);
    Table::new(["x"]).rows(rows).unwrap()
}

/// The cells of a table of one column, without the spaces before them.
fn cells(table: &Table) -> Vec<String> {
    let text = table.to_string();
    text.lines()
        .skip(2)
        .map(|line| line.trim_start().to_owned())
        .collect()
}

#[test]
fn numbers_stand_under_each_other_by_their_points() {
    let table = column([0.5, 12.25, 100.0, -3.0, f64::NAN, f64::INFINITY]);
    let text = table.to_string();
    let lines: Vec<&str> = text.lines().skip(2).collect();
    assert_eq!(lines, ["  0.5", " 12.25", "100", " -3", "NaN", "inf"]);
}

#[test]
fn a_column_decides_on_its_digits() {
    assert_eq!(cells(&column([0.1, 2.25])), ["0.1", "2.25"]);
    assert_eq!(cells(&column([0.1, 1.0 / 3.0])), ["0.1000", "0.3333"]);
    assert_eq!(
        cells(&column([0.0, 1.5e-9, 0.25])),
        ["0", "1.5e-9", "2.5e-1"]
    );
    assert_eq!(cells(&column([1e7, 1.0 / 3.0])), ["1.000e7", "3.333e-1"]);
    assert_eq!(cells(&column([0.1_f32, 0.7])), ["0.1", "0.7"]);
    assert_eq!(
        cells(&column([123_456_789_012_i64, -1])),
        ["123456789012", "-1"]
    );
}

#[test]
fn significant_digits_count_after_rounding() {
    let three = |values: &[f64]| cells(&column(values).digits("x", 3).unwrap());
    assert_eq!(
        three(&[9.996, 0.012_345, 1234.5, 0.0]),
        ["10.0", "0.0123", "1234", "0.00"]
    );
    assert_eq!(three(&[1.0, 2e-5]), ["1.00e0", "2.00e-5"]);
    let one = cells(&column([0.96, 0.04]).digits("x", 1).unwrap());
    assert_eq!(one, ["1", "0.04"]);
    let decimals = cells(&column([2e-5, 1e8]).decimals("x", 2).unwrap());
    assert_eq!(decimals, ["0.00", "100000000.00"]);
}

#[test]
fn every_kind_of_cell_is_written() {
    let spread = Spread::of(&[1.0, 2.0, 4.5]).unwrap();
    let table = Table::new(["words", "share", "spread", "known"])
        .row(("a\nb", Share::of(1, 2).unwrap(), spread, true))
        .unwrap()
        .row((
            String::from("c"),
            None::<Share>,
            None::<Spread>,
            Some(&false),
        ))
        .unwrap();
    assert_eq!(
        table.to_string(),
        "\
words  share                       spread  known
────────────────────────────────────────────────
a b    1 of 2 (9 % to 91 %)  2 (1 to 4.5)  yes
c      –                     –             no"
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let table = || Table::new(["rule", "steps"]);
    assert_eq!(
        table().row(("plain", 1)).unwrap().row(("plain", 1, 2)),
        Err(Error::Row {
            row: 1,
            cells: 3,
            columns: 2
        })
    );
    assert_eq!(
        table().rows(vec![vec![1.0]]).unwrap_err().to_string(),
        "row 0 has 1 cells; the table has 2 columns"
    );
    assert_eq!(
        table().digits("step", 3).unwrap_err().to_string(),
        "the table knows no \"step\"; it knows [\"rule\", \"steps\"]"
    );
    assert!(table().digits("steps", 0).is_err() && table().decimals("steps", 18).is_err());
}

#[test]
fn tables_without_rows_or_columns_are_tables() {
    assert_eq!(Table::new(["a", "b"]).to_string(), "a  b\n────");
    let nothing = Table::new(Vec::<String>::new());
    assert_eq!(nothing.to_string().trim(), "");
    assert!(nothing.html().starts_with("<table>") && nothing.is_empty());
}

#[test]
fn html_names_columns_and_rows_and_escapes_words() {
    let table = Table::new(["<rule>", "rate"])
        .caption("Rates & rules")
        .unit("rate", "1/s")
        .unwrap()
        .rows([("a<b", 0.25), ("\"c\"", 3.0)])
        .unwrap();
    let expected = "<table>\n<caption>Rates &amp; rules</caption>\n<thead><tr>\
        <th scope=\"col\" style=\"text-align:left\">&lt;rule&gt;</th>\
        <th scope=\"col\" style=\"text-align:right\">rate (1/s)</th></tr></thead>\n<tbody>\n\
        <tr><th scope=\"row\" style=\"text-align:left\">a&lt;b</th><td style=\"text-align:right\">0.25</td></tr>\n\
        <tr><th scope=\"row\" style=\"text-align:left\">&quot;c&quot;</th>\
        <td style=\"text-align:right\">3\u{2008}\u{2007}\u{2007}</td></tr>\n</tbody>\n</table>";
    assert_eq!(table.html(), expected);
}

#[test]
fn the_kernel_reads_both_mime_types() {
    let table = column([1, 2]).caption("two");
    let messages = table.messages();
    let parts: Vec<&str> = messages.split("EVCXR_END_CONTENT").map(str::trim).collect();
    assert_eq!(
        parts[0],
        format!("EVCXR_BEGIN_CONTENT text/html\n{}", table.html())
    );
    assert_eq!(parts[1], format!("EVCXR_BEGIN_CONTENT text/plain\n{table}"));
    assert_eq!(parts[2..], [""]);
    assert_eq!(table.to_string().lines().next(), Some("two"));
}
