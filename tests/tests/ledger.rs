//! Every claim of the sources holds as judged, and the book's table of them is up to date.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use downhill_tests::ledger::{Answer, Verdict, check_all, claims, summary, table};

/// Each claim is checked once, whichever test asks first.
static ANSWERS: LazyLock<Vec<Answer>> = LazyLock::new(|| check_all(&claims()));

#[test]
fn every_verdict_holds() {
    let failures = ANSWERS.iter().filter_map(|answer| answer.as_ref().err());
    let failures: Vec<&str> = failures.map(String::as_str).collect();
    assert!(
        failures.is_empty(),
        "{} claims fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn every_claim_has_an_id_of_its_own_that_begins_with_its_source() {
    let claims = claims();
    let ids: BTreeSet<&str> = claims.iter().map(|claim| claim.id).collect();
    assert_eq!(ids.len(), claims.len(), "an id is used twice");
    for claim in &claims {
        let section = claim.source.replace(" §", "-");
        assert!(
            claim.id.starts_with(&section),
            "{} does not begin with {section}",
            claim.id
        );
    }
}

#[test]
fn the_table_in_the_book_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/src/appendix-c-ledger-table.md");
    let table = table(&claims(), &ANSWERS).unwrap_or_else(|failure| panic!("{failure}"));
    if std::env::var("LEDGER").as_deref() == Ok("write") {
        std::fs::write(&path, &table).expect("the book's sources can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == table,
        "book/src/appendix-c-ledger-table.md is stale: run `LEDGER=write cargo test -p downhill-tests --test ledger` and commit it"
    );
}

/// `make test` shows what this prints.
#[test]
fn rows_by_verdict() {
    let claims = claims();
    println!("{}", summary(&claims));
    for claim in &claims {
        let reason = match &claim.verdict {
            Verdict::Reproduced { .. } => continue,
            Verdict::Corrected { because, .. }
            | Verdict::Computed { because, .. }
            | Verdict::CannotBeChecked { because } => because,
        };
        assert!(reason.len() > 10, "{}: no reason is given", claim.id);
    }
}
