//! The second ledger: every finding of a paper holds as judged, in small at each run of the tests. As a whole the findings are computed by
//! `make papers`, which hands today's date in the variable PAPERS and records the outcomes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use downhill_tests::papers::{Failure, Outcome, Scale, Verdict, findings, read, table, write};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn every_finding_holds_in_small() {
    let mut failures: Vec<String> = Vec::new();
    for finding in findings() {
        match finding.check(Scale::Small) {
            Ok(_) => {}
            Err(Failure::LeftOut(why)) => println!("{why}"),
            Err(Failure::Wrong(failure)) => failures.push(failure),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_finding_holds_as_a_whole_and_is_recorded() {
    let Some(date) = std::env::var("PAPERS").ok().filter(|date| !date.is_empty()) else {
        println!("left out: `make papers` computes the findings as a whole");
        return;
    };
    // `ONLY=Cohen-2021` computes some and keeps the others.
    let only = std::env::var("ONLY").unwrap_or_default();
    let path = file("data/papers.csv");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let before = read(&before).unwrap_or_default();
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut failures: Vec<String> = Vec::new();
    for finding in findings() {
        let kept = before.iter().find(|outcome| outcome.id == finding.id);
        if !finding.id.contains(&only) {
            outcomes.extend(kept.cloned());
            continue;
        }
        println!("{} …", finding.id);
        match finding.check(Scale::Whole) {
            Ok(spreads) => outcomes.push(Outcome::of(&finding, &date, &spreads)),
            Err(failure) => {
                match failure {
                    Failure::LeftOut(why) => println!("{why}"),
                    Failure::Wrong(failure) => failures.push(failure),
                }
                outcomes.extend(kept.cloned());
            }
        }
    }
    std::fs::write(&path, write(&outcomes)).expect("the tests' data can be written");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_finding_has_an_id_of_its_own() {
    let findings = findings();
    let ids: BTreeSet<&str> = findings.iter().map(|finding| finding.id).collect();
    assert_eq!(ids.len(), findings.len(), "an id is used twice");
}

#[test]
fn the_table_in_the_book_is_up_to_date() {
    let recorded = std::fs::read_to_string(file("data/papers.csv")).unwrap_or_default();
    let outcomes = read(&recorded).unwrap_or_else(|fault| panic!("tests/data/papers.csv: {fault}"));
    let path = file("../book/src/appendix-c-papers-table.md");
    let table = table(&findings(), &outcomes).unwrap_or_else(|failure| panic!("{failure}"));
    if std::env::var("LEDGER").as_deref() == Ok("write") {
        std::fs::write(&path, &table).expect("the book's sources can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == table,
        "book/src/appendix-c-papers-table.md is stale: run `LEDGER=write cargo test -p downhill-tests --test papers` and commit it"
    );
}

/// `make test` shows what this prints.
#[test]
fn rows_by_verdict() {
    let findings = findings();
    let mut reproduced = 0;
    for finding in &findings {
        match finding.verdict {
            Verdict::Reproduced => reproduced += 1,
            Verdict::NotReproduced { because } => {
                assert!(because.len() > 10, "{}: no reason is given", finding.id);
            }
        }
    }
    let (all, not) = (findings.len(), findings.len() - reproduced);
    println!("{all} findings of papers: {reproduced} reproduced, {not} not.");
}
