//! The ledger as the Markdown table that appendix C includes.

use super::claim::{Answer, Claim, Verdict};
use super::value::Value;

const NOTE: &str = "<!-- Written by `LEDGER=write cargo test -p downhill-tests`; do not edit. -->";

/// The ledger as Markdown: how many claims fared how, then one table a source section.
///
/// # Errors
/// The first claim that does not hold, see [`Claim::check`].
pub fn table(claims: &[Claim], answers: &[Answer]) -> Result<String, String> {
    let mut page = format!("{NOTE}\n\n{}\n", summary(claims));
    let mut answers = answers.iter();
    for section in claims.chunk_by(|a, b| a.source == b.source) {
        page.push_str(&format!(
            "\n## {}\n\n| claim | the source says | computed | verdict |\n|---|---|---|---|\n",
            section[0].source
        ));
        for (claim, answer) in section.iter().zip(&mut answers) {
            page.push_str(&row(claim, answer.clone()?));
        }
    }
    Ok(page)
}

/// How many claims fared how, as a sentence.
#[must_use]
pub fn summary(claims: &[Claim]) -> String {
    let count =
        |wanted: fn(&Verdict) -> bool| claims.iter().filter(|claim| wanted(&claim.verdict)).count();
    format!(
        "{} claims: {} reproduced, {} corrected, {} computed where the source gives no number, {} that cannot be checked.",
        claims.len(),
        count(|verdict| matches!(verdict, Verdict::Reproduced { .. })),
        count(|verdict| matches!(verdict, Verdict::Corrected { .. })),
        count(|verdict| matches!(verdict, Verdict::Computed { .. })),
        count(|verdict| matches!(verdict, Verdict::CannotBeChecked { .. })),
    )
}

fn row(claim: &Claim, answer: Option<Value>) -> String {
    let tolerance = match &claim.verdict {
        Verdict::Reproduced { tolerance, .. }
        | Verdict::Corrected { tolerance, .. }
        | Verdict::Computed { tolerance, .. } => *tolerance,
        Verdict::CannotBeChecked { .. } => 0.0,
    };
    let computed = answer.map_or("–".to_owned(), |value| {
        cell(&value.without_rounding(tolerance).to_string())
    });
    let (expected, verdict) = match &claim.verdict {
        Verdict::Reproduced { expected, .. } => (
            cell(&expected.to_string()),
            format!("*reproduced*{}", within(tolerance)),
        ),
        Verdict::Corrected {
            expected, because, ..
        } => (
            cell(&expected.to_string()),
            format!("*corrected*{}: {}", within(tolerance), cell(because)),
        ),
        Verdict::Computed { because, .. } => (
            "–".to_owned(),
            format!("*computed*{}: {}", within(tolerance), cell(because)),
        ),
        Verdict::CannotBeChecked { because } => (
            "–".to_owned(),
            format!("*cannot be checked*, because {}", cell(because)),
        ),
    };
    format!(
        "| <a id=\"{id}\"></a>**{id}** {says} | {expected} | {computed} | {verdict} |\n",
        id = claim.id,
        says = cell(claim.says),
    )
}

fn within(tolerance: f64) -> String {
    if tolerance == 0.0 {
        String::new()
    } else if tolerance < 1e-4 {
        format!(" to within {tolerance:e}")
    } else {
        format!(" to within {tolerance}")
    }
}

/// A cell must not end its row.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::check_all;

    fn claims() -> Vec<Claim> {
        vec![
            Claim {
                id: "T-1",
                source: "T §1",
                says: "|x| of -2",
                verdict: Verdict::Reproduced {
                    expected: 2.into(),
                    tolerance: 0.1,
                    computed: || Ok((-2.0_f64).abs().into()),
                },
            },
            Claim {
                id: "T-2",
                source: "T §1",
                says: "Half of 3",
                verdict: Verdict::Corrected {
                    expected: 1.into(),
                    right: 1.5.into(),
                    tolerance: 0.0,
                    computed: || Ok(1.5.into()),
                    because: "it was rounded",
                },
            },
            Claim {
                id: "T-4",
                source: "T §1",
                says: "Half of 3 is small",
                verdict: Verdict::Computed {
                    held: 1.5.into(),
                    tolerance: 0.0,
                    computed: || Ok(1.5.into()),
                    because: "it gives no number",
                },
            },
            Claim {
                id: "T-3",
                source: "T §2",
                says: "Numbers please",
                verdict: Verdict::CannotBeChecked {
                    because: "it is a matter of taste",
                },
            },
        ]
    }

    #[test]
    fn the_table_has_a_summary_and_a_row_for_each_claim() {
        let page = table(&claims(), &check_all(&claims())).unwrap();
        assert!(page.contains("4 claims: 1 reproduced, 1 corrected, 1 computed where the source gives no number, 1 that cannot be checked."));
        assert!(page.contains(
            "| <a id=\"T-1\"></a>**T-1** \\|x\\| of -2 | 2 | 2 | *reproduced* to within 0.1 |\n"
        ));
        assert!(page.contains("Half of 3 | 1 | 1.5 | *corrected*: it was rounded |"));
        assert!(page.contains("is small | – | 1.5 | *computed*: it gives no number |"));
        assert!(page.contains("| – | – | *cannot be checked*, because it is a matter of taste |"));
        assert_eq!(page.matches("\n## ").count(), 2);
    }

    #[test]
    fn no_table_is_made_of_claims_that_do_not_hold() {
        let mut claims = claims();
        claims[0].verdict = Verdict::Reproduced {
            expected: 3.into(),
            tolerance: 0.0,
            computed: || Ok(2.into()),
        };
        assert!(
            table(&claims, &check_all(&claims))
                .unwrap_err()
                .contains("T-1")
        );
    }
}
