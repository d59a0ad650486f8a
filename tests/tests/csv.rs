//! Tables of comma-separated values as people have them: what is read, and what is refused with file, line, column
//! and value.

use downhill::Error;
use downhill::data::{Csv, CsvFault, Regression, Samples, TwoClass, diabetes};
use downhill::ndarray::{Array1, Array2, array};
use proptest::prelude::*;

fn read(text: &str, options: &Csv) -> Result<Regression, Error> {
    Regression::from_csv_reader(text.as_bytes(), options)
}

fn refusal(text: &str, options: &Csv) -> String {
    read(text, options).unwrap_err().to_string()
}

#[test]
fn every_dialect_gives_the_same_samples() {
    let plain = Csv::new();
    let expected = read("a,b,y\n1,-2.5,3\n4,0.001,6\n", &plain).unwrap();
    assert_eq!(expected.names(), ["a", "b"]);
    assert_eq!(expected.inputs(), &array![[1.0, -2.5], [4.0, 0.001]]);
    assert_eq!(expected.targets(), &array![3.0, 6.0]);
    let semicolons = Csv::new().delimiter(';');
    let tabs = Csv::new().delimiter('\t');
    let dialects: [(&str, &Csv); 13] = [
        ("a,b,y\n1,-2.5,3\n4,0.001,6", &plain), // no end of the last line
        ("a,b,y\r\n1,-2.5,3\r\n4,0.001,6\r\n", &plain),
        ("a,b,y\r1,-2.5,3\r4,0.001,6\r", &plain),
        ("\u{feff}a,b,y\n1,-2.5,3\n4,0.001,6\n", &plain),
        ("\u{feff}\"a\",b,y\n1,-2.5,3\n4,0.001,6\n", &plain),
        (
            "\"a\",\"b\",\"y\"\n\"1\",\"-2.5\",\"3\"\n4,\"0.001\",6\n",
            &plain,
        ),
        (" a , b,y \n 1 ,\t-2.5,3\n4,1e-3,+6.0\n", &plain),
        ("a,b,y\n\n1,-2.5,3\n\n\n4,.001,6.\n\n", &plain),
        ("a,b,y\n1,-2.5,3\n4,0.001,6\n   \n", &plain),
        ("a;b;y\n1;-2.5;3\n4;0.001;6\n", &semicolons),
        (
            "a;b;y\n1;-2,5;3,0\n4;0,001;6\n",
            &semicolons.clone().decimal_comma(),
        ),
        ("a\tb\ty\n1\t-2.5\t3\n4\t0.001\t6\n", &tabs),
        (
            "y,a,\"a remark\",b\n3,1,\"said \"\"no\"\",\r\ntwice\",-2.5\n6,4,,0.001\n",
            &plain.clone().target("y").leave_out("a remark"),
        ),
    ];
    for (text, options) in dialects {
        assert_eq!(read(text, options).as_ref(), Ok(&expected), "{text:?}");
    }
}

#[test]
fn columns_without_names_are_called_by_their_places() {
    let options = Csv::new().without_header().target("x1");
    let samples = read("7,1,2\n8,3,4\n", &options).unwrap();
    assert_eq!(samples.names(), ["x2", "x3"]);
    assert_eq!(samples.targets(), &array![7.0, 8.0]);
    // As pandas writes its row numbers.
    let samples = read(",a,y\n0,1.5,2\n1,2.5,3\n", &Csv::new().leave_out("x1")).unwrap();
    assert_eq!(samples.names(), ["a"]);
}

#[test]
fn what_the_samples_are_decides_what_the_targets_may_be() {
    let text = "a,u,v\n1,0,1\n2,1,0.5\n";
    let both = Csv::new().targets(&["v", "u"]);
    let samples: Samples = Samples::from_csv_reader(text.as_bytes(), &both).unwrap();
    assert_eq!(samples.targets(), &array![[1.0, 0.0], [0.5, 1.0]]);
    assert_eq!(
        refusal(text, &both),
        "CSV: there are 2 columns of targets; these samples take one"
    );
    let labels =
        |column: &str| TwoClass::from_csv_reader(text.as_bytes(), &Csv::new().target(column));
    assert_eq!(labels("u").unwrap().names(), ["a", "v"]);
    assert_eq!(
        labels("v").unwrap_err().to_string(),
        "CSV, line 3, column \"v\": the label is \"0.5\"; it must be 0 or 1"
    );
}

/// The kind of fault, its place and its value stand in the message, whatever the file is like.
#[test]
fn what_is_wrong_is_named_with_line_column_and_value() {
    let plain = Csv::new();
    let flowers = Csv::new().categories("y", &["lily", "rose"]);
    let table: [(&str, &Csv, &str); 24] = [
        (
            "a,y\n1,2\n,3\n",
            &plain,
            "CSV, line 3, column \"a\": the value is missing; the table has \"\"",
        ),
        (
            "a,y\r\n1,2\r\n5,NA\r\n",
            &plain,
            "CSV, line 3, column \"y\": the value is missing; the table has \"NA\"",
        ),
        (
            "a,y\n\n\n1,nan\n",
            &plain,
            "CSV, line 4, column \"y\": the value is missing; the table has \"nan\"",
        ),
        (
            "\u{feff}a,y\n1,2\n3,\"  \"\n",
            &plain,
            "CSV, line 3, column \"y\": the value is missing; the table has \"\"",
        ),
        (
            "a,y\n1,2\n3,four\n",
            &plain,
            "CSV, line 3, column \"y\": \"four\" is not a number",
        ),
        (
            "a,y\n1,2\n3,1 000\n",
            &plain,
            "CSV, line 3, column \"y\": \"1 000\" is not a number",
        ),
        (
            "a,y\n1,2\n3,\"1,5\"\n",
            &plain,
            "CSV, line 3, column \"y\": \"1,5\" is not a number",
        ),
        (
            "a,y\n1,0x10\n",
            &plain,
            "CSV, line 2, column \"y\": \"0x10\" is not a number",
        ),
        (
            "a,y\n1,inf\n",
            &plain,
            "CSV, line 2, column \"y\": \"inf\" is not a finite number",
        ),
        (
            "a,y\n1,-1e999\n",
            &plain,
            "CSV, line 2, column \"y\": \"-1e999\" is not a finite number",
        ),
        (
            "a,y\n1,rose\n2,tulip\n",
            &flowers,
            "CSV, line 3, column \"y\": \"tulip\" must be one of [\"lily\", \"rose\"]",
        ),
        (
            "a,b,y\n1,2,3\n4,5\n",
            &plain,
            "CSV, line 3: the row has 2 values; the table has 3 columns",
        ),
        (
            "a,b,y\n1,2,3\n4,5,6,7\n",
            &plain,
            "CSV, line 3: the row has 4 values; the table has 3 columns",
        ),
        // A quote that is never closed swallows the rest.
        (
            "a,b,y\n1,\"2,3\n4,5,6\n",
            &plain,
            "CSV, line 2: the row has 2 values; the table has 3 columns",
        ),
        // A value of two lines puts those behind it a line lower.
        (
            "a,b,y\n\"1\",\"2\n\",x\n",
            &plain,
            "CSV, line 3, column \"y\": \"x\" is not a number",
        ),
        (
            "1,2\n3,4\n",
            &plain,
            "CSV, line 1: the header holds numbers only",
        ),
        (
            "a,y\n1,2\n",
            &Csv::new().without_header(),
            "CSV, line 1, column \"x1\": \"a\" is not a number",
        ),
        (
            "a;y\n1;2\n",
            &plain,
            "CSV: no column is left for the features beside [\"a;y\"]; is another delimiter meant?",
        ),
        (
            "a,y\n1,2\n",
            &Csv::new().target("b"),
            "CSV: 0 columns are called \"b\"; there are [\"a\", \"y\"]",
        ),
        (
            "a,a,y\n1,2,3\n",
            &Csv::new().target("a"),
            "CSV: 2 columns are called \"a\"",
        ),
        ("", &plain, "CSV: there is no row of values"),
        (
            "\u{feff}\r\n \r\n",
            &plain,
            "CSV: there is no row of values",
        ),
        ("a,y\n", &plain, "CSV: there is no row of values"),
        (
            "a,y\n1,2\n",
            &Csv::new().delimiter('→'),
            "CSV: the delimiter is '→'; it must be one ASCII character",
        ),
    ];
    for (text, options, message) in table {
        let found = refusal(text, options);
        assert!(
            found.starts_with(message),
            "{text:?}: {found:?}, not {message:?}"
        );
    }
    let latin = Regression::from_csv_reader(&b"gr\xf6\xdfe,y\n1,2\n"[..], &plain).unwrap_err();
    assert_eq!(
        latin.to_string(),
        "CSV, line 1: byte 0xf6 is not UTF-8; save the table as UTF-8 text"
    );
}

#[test]
fn rows_with_missing_values_are_left_out_only_if_asked_for_and_only_for_columns_that_are_read() {
    let text = "a,note,y\n1,,2\n,x,3\n4,?,NULL\n5,x,6\n";
    let options = Csv::new().leave_out("note");
    assert!(refusal(text, &options).contains("line 3, column \"a\""));
    let kept = read(text, &options.clone().drop_missing()).unwrap();
    assert_eq!(kept.points(0).unwrap(), [(1.0, 2.0), (5.0, 6.0)]);
    // A word is not a missing value.
    let wrong = text.replace("NULL", "many");
    assert!(refusal(&wrong, &options.drop_missing()).contains("\"many\" is not a number"));
    // Unless it says so: here NA is a country.
    let countries = Csv::new().categories("land", &["NA", "ZA"]).drop_missing();
    let samples = read("land,y\nNA,1\n,2\nZA,3\n", &countries).unwrap();
    assert_eq!(samples.inputs(), &array![[0.0], [1.0]]);
    assert_eq!(
        refusal("a,y\n,1\nNA,2\n", &Csv::new().drop_missing()),
        "CSV: a value is missing in each of the 2 rows"
    );
}

#[test]
fn a_file_is_named_whether_it_is_there_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plants.csv");
    let refused = |path: &std::path::Path| match Regression::from_csv(path, &Csv::new()) {
        Err(Error::Csv {
            file,
            line,
            column,
            fault,
        }) => {
            assert_eq!(file, path.display().to_string());
            (line, column, fault)
        }
        other => panic!("{other:?}"),
    };
    assert!(matches!(refused(&path), (0, None, CsvFault::System { .. })));
    assert!(matches!(
        refused(folder.path()),
        (0, None, CsvFault::System { .. })
    ));
    std::fs::write(&path, "a,y\n1,two\n").unwrap();
    let value = "two".to_owned();
    assert_eq!(
        refused(&path),
        (2, Some("y".to_owned()), CsvFault::NotNumber { value })
    );
}

#[test]
fn a_data_set_written_as_a_table_comes_back() {
    let samples = diabetes().unwrap();
    let mut text = format!("{};progression\n", samples.names().join(";"));
    for (row, y) in samples.inputs().outer_iter().zip(samples.targets()) {
        let values: Vec<String> = row.iter().map(f64::to_string).collect();
        text += &format!("{};{y}\n", values.join(";"));
    }
    assert_eq!(read(&text, &Csv::new().delimiter(';')).unwrap(), samples);
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\"\""))
}

proptest! {
    /// Any bytes and any options are read or refused; nothing panics.
    #[test]
    fn no_bytes_stop_the_reader(
        bytes in prop::collection::vec(prop::sample::select(b"\",;\n\r 1.-eNa\xef\xbb\xbf\xff?".to_vec()), 0..60),
        delimiter in prop::sample::select(vec![',', ';', ' ', '\0', '"', '\n', 'é', '1']),
        header: bool, dropping: bool, comma: bool,
    ) {
        let mut options = Csv::new().delimiter(delimiter);
        if !header { options = options.without_header(); }
        if dropping { options = options.drop_missing(); }
        if comma { options = options.decimal_comma(); }
        if let Ok(samples) = Samples::<f64, Array2<f64>>::from_csv_reader(&bytes[..], &options) {
            prop_assert!(samples.inputs().iter().all(|x| x.is_finite()));
        }
    }

    /// Whatever the names and numbers, quoted or not, however lines end: the same samples, and a value made wrong
    /// is named with its line.
    #[test]
    fn tables_come_back_and_faults_are_found(
        numbers in prop::collection::vec((-1e12..1e12_f64, any::<bool>(), any::<f64>().prop_filter("finite", |x| x.is_finite())), 1..12),
        name in "[a-z\"',; ]{1,8}x",
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        wrong in 0..12_usize,
    ) {
        let mut text = format!("{},y{end}", quoted(&name));
        let mut broken = text.clone();
        for (i, (x, quotes, y)) in numbers.iter().enumerate() {
            let x = if *quotes { quoted(&x.to_string()) } else { x.to_string() };
            text += &format!("{x},{y:e}{end}");
            broken += &format!("{x},{}{end}", if i == wrong { "wrong".to_owned() } else { y.to_string() });
        }
        let samples = read(&text, &Csv::new()).unwrap();
        prop_assert_eq!(samples.names(), [name.trim()]);
        prop_assert_eq!(samples.inputs().column(0).to_vec(), numbers.iter().map(|n| n.0).collect::<Vec<_>>());
        prop_assert_eq!(samples.targets(), &numbers.iter().map(|n| n.2).collect::<Array1<f64>>());
        if wrong < numbers.len() {
            let place = format!("CSV, line {}, column \"y\": \"wrong\"", wrong + 2);
            prop_assert!(refusal(&broken, &Csv::new()).starts_with(&place));
        }
    }
}
