//! What came of the whole experiments, and when: `tests/data/papers.csv`.

use std::fmt::Write;

use downhill::spread::Spread;

use super::finding::Finding;

/// The numbers of one finding, as recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The finding's id.
    pub id: String,
    /// The day on which it was computed, e.g. `2026-11-25`.
    pub date: String,
    /// Of each line the median, the least and the greatest.
    pub lines: Vec<[f64; 3]>,
}

const HEADING: &str = "id,date,line,median,least,greatest";

impl Outcome {
    /// What was computed on this day.
    #[must_use]
    pub fn of(finding: &Finding, date: &str, spreads: &[Spread]) -> Self {
        let numbers = |spread: &Spread| [spread.median, spread.least, spread.greatest];
        Self {
            id: finding.id.to_owned(),
            date: date.to_owned(),
            lines: spreads.iter().map(numbers).collect(),
        }
    }

    /// The numbers in the form in which a verdict is held against them.
    #[must_use]
    pub fn spreads(&self) -> Vec<Spread> {
        let spread = |&[median, least, greatest]: &[f64; 3]| Spread {
            least,
            lower_quartile: least,
            median,
            upper_quartile: greatest,
            greatest,
        };
        self.lines.iter().map(spread).collect()
    }
}

/// The file's text.
#[must_use]
pub fn write(outcomes: &[Outcome]) -> String {
    let mut text = format!("{HEADING}\n");
    for Outcome { id, date, lines } in outcomes {
        for (line, [median, least, greatest]) in lines.iter().enumerate() {
            let _ = writeln!(text, "{id},{date},{line},{median},{least},{greatest}");
        }
    }
    text
}

/// What stands in the file's text.
///
/// # Errors
/// A sentence with the first line that is none of [`write`]'s.
pub fn read(text: &str) -> Result<Vec<Outcome>, String> {
    let mut lines = text.lines();
    if lines.next() != Some(HEADING) {
        return Err(format!("the first line is not {HEADING}"));
    }
    let mut outcomes: Vec<Outcome> = Vec::new();
    for row in lines {
        let fault = || format!("not an outcome: {row}");
        let cells: Vec<&str> = row.split(',').collect();
        let [id, date, line, numbers @ ..] = cells.as_slice() else {
            return Err(fault());
        };
        let numbers: Result<Vec<f64>, _> = numbers.iter().map(|number| number.parse()).collect();
        let numbers: [f64; 3] = numbers
            .ok()
            .and_then(|n| n.try_into().ok())
            .ok_or_else(fault)?;
        if *line == "0" {
            outcomes.push(Outcome {
                id: (*id).to_owned(),
                date: (*date).to_owned(),
                lines: Vec::new(),
            });
        }
        let outcome = outcomes.last_mut().ok_or_else(fault)?;
        if outcome.id != *id || outcome.lines.len().to_string() != *line {
            return Err(fault());
        }
        outcome.lines.push(numbers);
    }
    Ok(outcomes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_to_the_last_bit_and_what_is_not_is_refused() {
        let outcome = |id: &str, lines: Vec<[f64; 3]>| Outcome {
            id: id.into(),
            date: "2026-11-25".into(),
            lines,
        };
        let all = [
            outcome("T-1", vec![[0.1 + 0.2, -1e-300, 5.0], [1.0, 1.0, 1.0]]),
            outcome("T-2", vec![[2.0, 1.0, 3.0]]),
        ];
        let text = write(&all);
        assert_eq!(read(&text).unwrap(), all);
        let bad = |from: &str, to: &str| {
            assert!(read(&text.replacen(from, to, 1)).is_err(), "{from}, {to}");
        };
        bad("id", "name");
        bad("T-1,2026-11-25,1", "T-1,2026-11-25,3");
        bad("T-2,2026-11-25,0", "T-2,2026-11-25,1");
        bad("5\n", "five\n");
        bad(",5\n", "\n");
    }
}
