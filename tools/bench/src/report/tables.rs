//! The tables of the page.

use anyhow::{Context, Result};

use super::words::{
    head, microseconds, name, network, precision, ratio, row, rule, significant, threads,
};
use crate::results::{Measured, Results, ratios};

/// Microseconds a step, of the best round: one row a network and rule, one column a contestant, f32 / f64 in each.
///
/// # Errors
/// If a setting was not measured in both precisions.
pub fn speed(results: &Results) -> Result<String> {
    let mut headings = vec!["network, batch".to_owned(), "rule".into()];
    headings.extend(
        results
            .contestants
            .iter()
            .map(|contestant| name(&contestant.name).to_owned()),
    );
    let mut text = head(&headings);
    for pair in results.table.chunks_exact(2) {
        let [single, double] = pair else {
            unreachable!("chunks of two")
        };
        let mut cells = vec![setting(single), rule(single.optimizer).to_owned()];
        for (single, double) in single.times.iter().zip(&double.times) {
            let (single, double) = (single.best() as f64, double.best() as f64);
            cells.push(format!(
                "{} / {}",
                microseconds(single),
                microseconds(double)
            ));
        }
        text += &row(&cells);
    }
    Ok(text)
}

fn setting(measured: &Measured) -> String {
    let several = match measured.threads {
        1 => String::new(),
        many => format!(", {}", threads(many)),
    };
    format!("{}, {}{several}", network(&measured.sizes), measured.batch)
}

/// How many times as long as ours the fastest of the others took, and who that was.
///
/// # Errors
/// If nobody else took part.
pub fn leads(results: &Results) -> Result<String> {
    let mut text = head(&[
        "network, batch",
        "SGD f32",
        "SGD f64",
        "Adam f32",
        "Adam f64",
    ]);
    for cells in results.table.chunks_exact(4) {
        let mut line = vec![setting(&cells[0])];
        for cell in cells {
            let (fastest, lead) = cell.lead().context("nobody to compare with")?;
            line.push(format!("{} ({})", ratio(lead), name(&fastest.name)));
        }
        text += &row(&line);
    }
    Ok(text)
}

/// How the rounds are spread: ours, and the ratio to the fastest of the others round by round.
pub(super) fn spread(results: &Results) -> Result<String> {
    let mut text = head(&[
        "network, batch, rule",
        "ours: median (quartiles), µs",
        "fastest other",
        "ratio: median (quartiles)",
    ]);
    for cell in &results.table {
        let (ours, _) = cell.ours_and_others().context("nobody was measured")?;
        let (fastest, _) = cell.lead().context("nobody to compare with")?;
        let (rounds, paired) = (ours.spread()?, cell.paired(fastest)?);
        text += &row(&[
            format!(
                "{}, {} {}",
                setting(cell),
                rule(cell.optimizer),
                precision(cell.precision)
            ),
            format!(
                "{} ({} to {})",
                microseconds(rounds.median),
                microseconds(rounds.lower_quartile),
                microseconds(rounds.upper_quartile)
            ),
            name(&fastest.name).to_owned(),
            format!(
                "{} ({} to {})",
                ratio(paired.median),
                ratio(paired.lower_quartile),
                ratio(paired.upper_quartile)
            ),
        ]);
    }
    Ok(text)
}

/// The training loop beside the bare step.
pub(super) fn loops(results: &Results) -> Result<String> {
    let mut text = head(&[
        "network, batch",
        "bare step, µs",
        "`Training::run`, µs",
        "ratio: median (quartiles)",
    ]);
    for looped in &results.loops {
        let best = |rounds: &[u64]| rounds.iter().copied().min().context("no rounds");
        let paired = ratios(&looped.run, &looped.bare)?;
        text += &row(&[
            format!(
                "{}, {}, {}",
                network(&looped.sizes),
                looped.batch,
                precision(looped.precision)
            ),
            microseconds(best(&looped.bare)? as f64),
            microseconds(best(&looped.run)? as f64),
            format!(
                "{} ({} to {})",
                ratio(paired.median),
                ratio(paired.lower_quartile),
                ratio(paired.upper_quartile)
            ),
        ]);
    }
    Ok(text)
}

/// What memory each process held.
pub(super) fn memory(results: &Results) -> Result<String> {
    let mut text = head(&["contestant", "once started, MB", "at most, MB"]);
    let megabytes = |bytes: Option<u64>| {
        bytes.map_or("unknown".to_owned(), |bytes| {
            significant(bytes as f64 / 1e6, 3)
        })
    };
    for held in &results.memory {
        text += &row(&[
            name(&held.name).to_owned(),
            megabytes(held.started),
            megabytes(held.trained),
        ]);
    }
    Ok(text)
}

/// Who took part.
pub(super) fn contestants(results: &Results) -> String {
    let mut text = "| contestant | version | matrix products |\n|---|---|---|\n".to_owned();
    for contestant in &results.contestants {
        text += &row(&[
            name(&contestant.name),
            &contestant.version,
            &contestant.products,
        ]);
    }
    text
}

/// Every measurement in which somebody was faster, by the best rounds or in the median round.
pub(super) fn losses(results: &Results) -> Result<String> {
    let mut lost = Vec::new();
    let curves = results.curves.iter().map(|point| &point.measured);
    for measured in results.table.iter().chain(curves) {
        let (fastest, lead) = measured.lead().context("nobody to compare with")?;
        let median = measured.paired(fastest)?.median;
        if lead < 1.0 || median < 1.0 {
            let line = format!(
                "- {}, {} {}: by the best rounds {} takes {} times as long as Downhill, in the median round {} times.\n",
                setting(measured),
                rule(measured.optimizer),
                precision(measured.precision),
                name(&fastest.name),
                ratio(lead),
                ratio(median),
            );
            if !lost.contains(&line) {
                lost.push(line);
            }
        }
    }
    Ok(if lost.is_empty() {
        "In this sitting nobody was faster in any cell of the table or at any point of the curves, by the best rounds or in the median.\n".into()
    } else {
        lost.concat()
    })
}
