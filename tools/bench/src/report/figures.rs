//! The figures of the page, each as an SVG and as the piece of the page that shows it.

use anyhow::{Context, Result};
use downhill::plot::{Axes, Figure};

use super::words::{microseconds, name, significant};
use crate::plan::{Axis, operations};
use crate::results::{Point, Results};

/// Every figure and its piece of Markdown, by the names of their files.
pub(super) fn figures(results: &Results) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for (axis, file) in [
        (Axis::Width, "width"),
        (Axis::Depth, "depth"),
        (Axis::Batch, "batch"),
    ] {
        let (figure, caption) = curve(results, axis)?;
        files.extend(both(file, &figure, &caption));
    }
    let (figure, caption) = digits(results)?;
    files.extend(both("digits", &figure, &caption));
    Ok(files)
}

fn both(file: &str, figure: &Figure, caption: &str) -> [(String, String); 2] {
    let alt = figure
        .alt()
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;");
    let piece = format!(
        "<figure class=\"notebook-figure\">\n<img src=\"speed/{file}.svg\" alt=\"{alt}\">\n<figcaption>{caption}</figcaption>\n</figure>\n"
    );
    [
        (format!("{file}.svg"), figure.svg().to_owned() + "\n"),
        (format!("{file}.md"), piece),
    ]
}

/// Microseconds a step along an axis for everyone, with the floor as a line.
fn curve(results: &Results, axis: Axis) -> Result<(Figure, String)> {
    let points: Vec<&Point> = results
        .curves
        .iter()
        .filter(|point| point.axis == axis)
        .collect();
    let (first, last) = (
        points.first().context("no points")?,
        points.last().context("no points")?,
    );
    let (what, fixed) = match axis {
        Axis::Width => (
            "neurons in the hidden layer",
            "784 inputs, 10 outputs, batch 64",
        ),
        Axis::Depth => (
            "hidden layers of 128 neurons",
            "784 inputs, 10 outputs, batch 64",
        ),
        Axis::Batch => ("samples a step", "784-128-10"),
    };
    let floor = |point: &Point| {
        1e9 * operations(&point.measured.sizes, point.measured.batch) / results.peak[0]
    };
    let best = |point: &Point, who: usize| point.measured.times[who].best() as f64;
    let along = |of: &dyn Fn(&Point) -> f64| {
        points
            .iter()
            .map(|p| (p.at as f64, of(p) / 1e3))
            .collect::<Vec<_>>()
    };

    let mut alt =
        format!("Microseconds a step in 32 bits against {what}, {fixed}, both axes logarithmic. ");
    let mut ends = Vec::new();
    for (who, contestant) in results.contestants.iter().enumerate() {
        let (from, to) = (
            microseconds(best(first, who)),
            microseconds(best(last, who)),
        );
        ends.push(format!(
            "{} from {from} at {} to {to} at {}",
            name(&contestant.name),
            first.at,
            last.at
        ));
    }
    alt += &ends.join("; ");
    alt += &format!(
        ". The floor runs from {} to {}.",
        microseconds(floor(first)),
        microseconds(floor(last))
    );
    let mut axes = Axes::new(alt)
        .x_label(what)
        .y_label("µs a step")
        .log_y()
        .log_x()
        .size(560, 420);
    let ticks: Vec<(f64, String)> = points
        .iter()
        .map(|p| (p.at as f64, p.at.to_string()))
        .collect();
    axes = axes.x_ticks(&ticks);
    for (who, contestant) in results.contestants.iter().enumerate() {
        axes = axes.line(name(&contestant.name), &along(&|point| best(point, who)));
    }
    axes = axes.line("floor", &along(&floor)).dashed();
    let leads: Vec<f64> = points
        .iter()
        .filter_map(|p| Some(p.measured.lead()?.1))
        .collect();
    let least = leads.iter().copied().fold(f64::INFINITY, f64::min);
    let most = leads.iter().copied().fold(0.0, f64::max);
    let caption = format!(
        "Time for one step as the number of {what} grows ({fixed}, f32, plain SGD). The floor is what the products' \
         arithmetic alone would take at the processor's peak. The fastest other takes from {} to {} times as long as Downhill.",
        significant(least, 2),
        significant(most, 2)
    );
    Ok((axes.draw()?, caption))
}

/// Seconds to learn the digits, seed by seed.
fn digits(results: &Results) -> Result<(Figure, String)> {
    let mut names: Vec<&str> = Vec::new();
    for run in &results.digits {
        if !names.contains(&run.name.as_str()) {
            names.push(&run.name);
        }
    }
    let mut axes_of = Vec::new();
    let mut said = Vec::new();
    for who in &names {
        let runs = results.digits.iter().filter(|run| &run.name == who);
        let points: Vec<(f64, f64)> = runs
            .map(|run| (run.learned.epochs as f64, 1e3 * run.learned.seconds))
            .collect();
        let times: Vec<f64> = points.iter().map(|&(_, time)| time).collect();
        let least = times.iter().copied().fold(f64::INFINITY, f64::min);
        let most = times.iter().copied().fold(0.0, f64::max);
        said.push(format!(
            "{} between {} and {} milliseconds",
            name(who),
            significant(least, 3),
            significant(most, 3)
        ));
        axes_of.push(points);
    }
    let alt = format!(
        "Milliseconds of training until 95 % of the test set is right, against epochs, one mark a seed: {}.",
        said.join(", ")
    );
    let mut axes = Axes::new(alt)
        .x_label("epochs")
        .y_label("ms of training")
        .log_y()
        .size(480, 360);
    for (who, points) in names.iter().zip(&axes_of) {
        axes = axes.points(name(who), points);
    }
    let caption = "Learning the digits to 95 % of the test set, one mark a seed. Marks at the same epoch did the same number of \
                   updates; their heights tell what an update costs."
        .to_owned();
    Ok((axes.draw()?, caption))
}
