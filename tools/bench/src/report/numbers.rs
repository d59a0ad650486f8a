//! The numbers of the page's sentences, one anchor each: `{{#include speed/numbers.md:NAME}}`.

use anyhow::{Context, Result};
use downhill::spread::Spread;
use downhill_bench_worker::{Learned, Optimizer, Precision};

use super::words::{ratio, significant};
use crate::ours::BANANA_STEPS;
use crate::plan::{ACCURACY, NETWORKS, operations};
use crate::results::{Measured, Results};

/// All of them.
pub(super) fn numbers(results: &Results) -> Result<String> {
    let machine = &results.machine;
    let load = |load: Option<f64>| load.map_or("unknown".to_owned(), |load| format!("{load:.1}"));
    let banana = Spread::of(&results.banana)?;
    let mut named = vec![
        ("date", results.date.clone()),
        (
            "length",
            if results.quick { "short" } else { "full" }.to_owned(),
        ),
        ("processor", machine.processor.clone()),
        ("cores", machine.cores.to_string()),
        ("instructions", machine.instructions.clone()),
        ("system", machine.system.clone()),
        ("compiler", machine.compiler.clone()),
        ("load-before", load(machine.load[0])),
        ("load-after", load(machine.load[1])),
        ("rounds", rounds(&results.table).to_string()),
        (
            "rounds-of-curves",
            results
                .curves
                .iter()
                .map(|p| rounds(std::slice::from_ref(&p.measured)))
                .min()
                .unwrap_or(0)
                .to_string(),
        ),
        ("peak-f32", significant(results.peak[0] / 1e9, 3)),
        ("peak-f64", significant(results.peak[1] / 1e9, 3)),
        ("share-f32", share(results, Precision::F32, 0)?),
        ("share-f64", share(results, Precision::F64, 1)?),
        ("accuracy", significant(100.0 * ACCURACY, 2)),
        ("banana-steps", significant(BANANA_STEPS as f64, 6)),
        ("banana", significant(banana.least, 3)),
        ("banana-median", significant(banana.median, 3)),
    ];
    named.extend(digits(results)?);
    let mut text = "<!-- Written by `make bench`; do not edit. -->\n".to_owned();
    for (name, value) in named {
        text += &format!("<!-- ANCHOR: {name} -->\n{value}\n<!-- ANCHOR_END: {name} -->\n");
    }
    Ok(text)
}

/// The fewest rounds of a measurement.
fn rounds(measured: &[Measured]) -> usize {
    let times = measured.iter().flat_map(|m| &m.times);
    times
        .map(|times| times.nanoseconds.len())
        .min()
        .unwrap_or(0)
}

/// What share of the peak a step of the largest network reaches, all that is not a product counted as lost, in per cent.
fn share(results: &Results, precision: Precision, peak: usize) -> Result<String> {
    let (sizes, batch) = NETWORKS[2];
    let found = results.table.iter().find(|m| {
        (m.sizes.as_slice(), m.batch, m.precision) == (&sizes[..], batch, precision)
            && m.optimizer == Optimizer::Sgd
            && m.threads == 1
    });
    let (ours, _) = found
        .and_then(Measured::ours_and_others)
        .context("the largest network was not measured")?;
    let rate = operations(&sizes, batch) / (1e-9 * ours.best() as f64);
    Ok(significant(100.0 * rate / results.peak[peak], 2))
}

/// Seconds and epochs to learn the digits, medians over the seeds, and the ratio seed by seed.
fn digits(results: &Results) -> Result<Vec<(&'static str, String)>> {
    let of = |name: &str| {
        results
            .digits
            .iter()
            .filter(|run| run.name == name)
            .map(|run| run.learned)
            .collect::<Vec<_>>()
    };
    let (ours, theirs) = (of("ours"), of("scikit-learn"));
    let median = |values: Vec<f64>| -> Result<f64> { Ok(Spread::of(&values)?.median) };
    let seconds = |runs: &[Learned]| median(runs.iter().map(|run| run.seconds).collect());
    let epochs = |runs: &[Learned]| median(runs.iter().map(|run| run.epochs as f64).collect());
    let paired: Vec<f64> = ours
        .iter()
        .zip(&theirs)
        .map(|(a, b)| b.seconds / a.seconds)
        .collect();
    let paired = Spread::of(&paired)?;
    Ok(vec![
        ("digits-seeds", ours.len().to_string()),
        ("digits-ours", significant(1e3 * seconds(&ours)?, 3)),
        ("digits-theirs", significant(1e3 * seconds(&theirs)?, 3)),
        ("digits-epochs-ours", significant(epochs(&ours)?, 2)),
        ("digits-epochs-theirs", significant(epochs(&theirs)?, 2)),
        ("digits-ratio", ratio(paired.median)),
        ("digits-ratio-least", ratio(paired.least)),
        ("digits-ratio-most", ratio(paired.greatest)),
    ])
}
