//! What the page "How fast is it?" includes is what the bench wrote of the results beside it.

use std::fs;
use std::path::{Path, PathBuf};

use downhill::spread::Spread;
use downhill_bench::fashion::Fashion;
use downhill_bench::report;
use downhill_bench::results::Results;

fn book() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src")
}

#[test]
fn the_page_shows_the_results_beside_it() {
    let folder = book().join("speed");
    let results = Results::read(&folder.join("results.json")).unwrap();
    assert!(!results.quick, "the page shows a full sitting");
    for (name, text) in report::files(&results).unwrap() {
        let kept = fs::read_to_string(folder.join(&name)).unwrap();
        assert!(
            kept == text,
            "book/src/speed/{name} is not what `make bench BOOK=1` writes"
        );
    }
}

#[test]
fn the_page_shows_the_epochs_on_fashion_mnist_beside_it() {
    let sitting = Fashion::read(&book().join("speed/fashion.json")).unwrap();
    let kept = fs::read_to_string(book().join("speed/fashion.md")).unwrap();
    assert_eq!(kept, sitting.table().unwrap());
    // Both have learned, and much the same: nobody is fast by doing less.
    for network in &sitting.networks {
        let [ours, theirs] = network
            .accuracy
            .each_ref()
            .map(|all| Spread::of(all).unwrap().median);
        assert!(ours > 0.75 && (ours - theirs).abs() < 0.03, "{network:?}");
    }
}

#[test]
fn the_page_includes_only_what_the_bench_writes() {
    let folder = book().join("speed");
    let page = fs::read_to_string(book().join("speed.md")).unwrap();
    let numbers = fs::read_to_string(folder.join("numbers.md")).unwrap();
    let included: Vec<&str> = page
        .split("{{#include speed/")
        .skip(1)
        .map(|rest| rest.split("}}").next().unwrap())
        .collect();
    assert!(included.len() > 20, "{included:?}");
    for include in included {
        if let Some(("numbers.md", name)) = include.split_once(':') {
            let anchor = format!("<!-- ANCHOR: {name} -->");
            assert!(numbers.contains(&anchor), "numbers.md has no {name}");
        } else {
            assert!(folder.join(include).is_file(), "{include}");
        }
    }
}
