//! The second ledger as the Markdown table that appendix C includes.

use super::finding::{Finding, Verdict};
use super::record::Outcome;

const NOTE: &str = "<!-- Written by `LEDGER=write cargo test -p downhill-tests`; do not edit. -->";
const HEADING: &str = "| paper | measured | the paper reports | computed | verdict | what the paper leaves open, and we chose |\n|---|---|---|---|---|---|\n";

/// The findings as Markdown, with the outcomes of the whole experiments: one row a number.
///
/// # Errors
/// A sentence with the first finding whose outcome is missing or does not bear its verdict out.
pub fn table(findings: &[Finding], outcomes: &[Outcome]) -> Result<String, String> {
    let reproduced = findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Reproduced);
    let reproduced = reproduced.count();
    let count = findings.len();
    let mut page = format!("{NOTE}\n\nReproduced: {reproduced} of {count}.\n\n{HEADING}");
    for finding in findings {
        let outcome = outcomes.iter().find(|outcome| outcome.id == finding.id);
        let outcome =
            outcome.ok_or_else(|| format!("{} has no outcome: run `make papers`", finding.id))?;
        let fail = |what| format!("{}, recorded on {}: {what}", finding.id, outcome.date);
        finding.judge(&outcome.spreads()).map_err(fail)?;
        page.push_str(&rows(finding, outcome));
    }
    Ok(page)
}

fn rows(finding: &Finding, outcome: &Outcome) -> String {
    let verdict = match finding.verdict {
        Verdict::Reproduced => "*reproduced*".to_owned(),
        Verdict::NotReproduced { because } => {
            format!("*not reproduced*, we think because {}", cell(because))
        }
    };
    let mut rows = String::new();
    for (i, (line, spread)) in finding.lines.iter().zip(outcome.spreads()).enumerate() {
        let digits = line.decimals;
        let numbers = format!(
            "{} | {} | {spread:.digits$}",
            cell(line.what),
            cell(line.reports)
        );
        // What is true of the whole finding stands in its first row.
        rows.push_str(&match i {
            0 => format!(
                "| <a id=\"{id}\"></a>**{id}** {}, {} | {numbers}, {} | {verdict} | {} |\n",
                cell(finding.paper),
                finding.place,
                outcome.date,
                cell(finding.guessed),
                id = finding.id,
            ),
            _ => format!("| | {numbers} | | |\n"),
        });
    }
    rows
}

/// A cell must not end its row.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Line, Scale};
    use super::*;

    fn finding(id: &'static str, verdict: Verdict) -> Finding {
        const LINES: &[Line] = &[
            Line {
                what: "|x|",
                reports: "2",
                band: [1.9, 2.1],
                decimals: 1,
            },
            Line {
                what: "y",
                reports: "more",
                band: [0.0, 9.0],
                decimals: 0,
            },
        ];
        Finding {
            id,
            paper: "A paper",
            place: "Table 1",
            lines: LINES,
            verdict,
            guessed: "the rest",
            measure: |_: Scale| Err("not asked for".into()),
        }
    }

    fn outcome(id: &str, first: f64) -> Outcome {
        let lines = vec![[first, 1.0, 3.0], [4.0, 4.0, 5.0]];
        Outcome {
            id: id.into(),
            date: "2026-11-25".into(),
            lines,
        }
    }

    #[test]
    fn a_finding_has_one_row_a_number_and_its_verdict_in_the_first() {
        let not = Verdict::NotReproduced {
            because: "it rained",
        };
        let findings = [finding("T-1", Verdict::Reproduced), finding("T-2", not)];
        let page = table(&findings, &[outcome("T-1", 2.0), outcome("T-2", 2.5)]).unwrap();
        assert!(page.contains("Reproduced: 1 of 2."));
        assert!(page.contains(
            "| <a id=\"T-1\"></a>**T-1** A paper, Table 1 | \\|x\\| | 2 | 2.0 (1.0 to 3.0), 2026-11-25 | *reproduced* | the rest |\n| | y | more | 4 (4 to 5) | | |\n"
        ));
        assert!(page.contains("*not reproduced*, we think because it rained"));
    }

    #[test]
    fn no_table_is_made_of_outcomes_that_are_missing_or_speak_against_the_verdict() {
        let findings = [finding("T-1", Verdict::Reproduced)];
        assert!(table(&findings, &[]).unwrap_err().contains("make papers"));
        let error = table(&findings, &[outcome("T-1", 2.5)]).unwrap_err();
        assert!(
            error.contains("recorded on 2026-11-25") && error.contains("2.5"),
            "{error}"
        );
    }
}
