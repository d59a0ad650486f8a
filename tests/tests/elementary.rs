//! Powers, logarithms and the functions of angles come from one place, `crate/src/elementary.rs`, and so have the same
//! digits on every machine: nowhere else does the library call the system's.

use std::fs;
use std::path::Path;

/// Those whose last bit IEEE 754 leaves open.
const NAMES: [&str; 25] = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "exp",
    "exp2", "exp_m1", "hypot", "ln", "ln_1p", "log", "log10", "log2", "powf", "sin", "sin_cos",
    "sinh", "tan", "tanh",
];

/// The system's functions in a source, as methods or by paths; comments and tests may have them.
fn of_the_system(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for line in code.lines() {
        let line = line.split("//").next().unwrap_or_default();
        if line.trim_start().starts_with("use crate::elementary::") {
            continue;
        }
        let words = line.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_');
        let mut before = "";
        for word in words {
            let name = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
            let called = before.ends_with('.') && word.ends_with('(');
            let by_path = before.ends_with(':');
            if NAMES.contains(&name) && (called || by_path) {
                found.push(line.trim().to_owned());
            }
            before = word;
        }
    }
    found
}

fn look(folder: &Path, found: &mut Vec<String>) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files += look(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            files += 1;
            for line in of_the_system(&source) {
                found.push(format!("{}: {line}", path.display()));
            }
        }
    }
    files
}

#[test]
fn the_library_calls_no_function_of_the_system() {
    let sources = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../crate/src"));
    let mut found = Vec::new();
    assert!(look(sources, &mut found) > 50, "the sources are not there");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_call_is_found() {
    for line in [
        "let e = (-z).exp();",
        "z.mapv_inplace(A::tanh)",
        "f64::sin_cos(x)",
        "    .ln()",
    ] {
        assert_eq!(of_the_system(line), [line.trim()]);
    }
    for line in [
        "let e = exp(-z); // z.exp()",
        "use crate::elementary::exp;",
        "expression.exponent()",
        "#[cfg(test)] z.exp()",
    ] {
        assert!(of_the_system(line).is_empty(), "{line}");
    }
}
