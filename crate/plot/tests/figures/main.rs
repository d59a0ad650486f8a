//! What every figure must keep to, read back from its SVG with an XML parser.

mod animation;
mod diagram;
mod fields;
mod limits;
mod space;

use downhill_plot::{Axes, Diagram, Error, Figure, Timeline};
use roxmltree::Document;
use std::fmt::Write;

/// Rosenbrock's function: a valley for figures to show.
fn banana(x: f64, y: f64) -> f64 {
    let (short, off) = (1.0 - x, y - x * x);
    short * short + 100.0 * off * off
}

/// One figure of each kind.
fn gallery() -> Vec<Figure> {
    let curve = |f: fn(f64) -> f64| -> Vec<(f64, f64)> {
        (-60..=60)
            .map(|i| f64::from(i) / 10.0)
            .map(|x| (x, f(x)))
            .collect()
    };
    let and = Axes::new("AND: \"1 & 1\" <above> the line")
        .title("AND & its line")
        .x_label("x₁")
        .y_label("x₂")
        .x_range(-0.5, 1.5)
        .y_range(-0.5, 1.5)
        .equal()
        .half_planes([1.0, 2.0], 3.0)
        .points("class 0", &[(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])
        .points("class 1", &[(1.0, 1.0)])
        .decision_line("x₁ + 2x₂ = 3", [1.0, 2.0], 3.0)
        .highlight("looked at", &[(1.0, 0.0)]);
    let curves = Axes::new("sigmoid and step")
        .line("σ(z)", &curve(|z| 1.0 / (1.0 + (-z).exp())))
        .pieces(
            "step",
            &[vec![(-6.0, 0.0), (0.0, 0.0)], vec![(0.0, 1.0), (6.0, 1.0)]],
        )
        .h_line("", 0.0)
        .v_line("threshold", 0.0)
        .text((2.0, 0.5), "slope ≤ ¼")
        .arrows("gradient", &[((-4.0, 0.2), [1.0, 0.3])]);
    let loss = Axes::new("a falling loss")
        .log_x()
        .log_y()
        .line(
            "loss",
            &(1..5000)
                .map(f64::from)
                .map(|i| (i, 2.0 / i))
                .collect::<Vec<_>>(),
        )
        .band("spread", &[(1.0, 1.0, 3.0), (4999.0, 0.0002, 0.0006)]);
    let seeds = Axes::new("bars with spread")
        .bars("mean", &[(0.0, 3.0), (1.0, 5.0)])
        .error_bars(
            "spread over 9 seeds",
            &[(0.0, 2.5, 3.0, 3.5), (1.0, 4.0, 5.0, 5.5)],
        )
        .x_ticks(&[(0.0, "SGD"), (1.0, "Adam")]);
    let counts = Axes::new("a histogram").histogram("norms", &[0.1, 0.2, 0.2, 0.9, 1.4], 5);
    let xor = Axes::new("XOR's regions")
        .x_range(-0.5, 1.5)
        .y_range(-0.5, 1.5)
        .decision_regions(|x, y| usize::from((0.5..1.5).contains(&(x + y))))
        .polygon("triangle", &[(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]);
    let all = [and, curves, loss, seeds, counts, xor];
    let mut figures: Vec<Figure> = all.iter().map(|axes| axes.draw().unwrap()).collect();
    figures.push(Figure::panels("all of them", 2, &all).unwrap());
    figures.push(Figure::animation("a line that moves", &animation::frames()).unwrap());
    figures.extend(fields::gallery());
    figures.extend(space::gallery());
    let timeline = Timeline::new("two waves").span("first wave", 1943.0, 1969.0);
    let timeline = timeline
        .event(1943.0, "1943", "a neuron")
        .event(1969.0, "1969", "its limits");
    figures.push(timeline.draw().unwrap());
    figures.push(
        Diagram::of("XOR in two layers", &diagram::Xor)
            .draw()
            .unwrap(),
    );
    let wide = Diagram::layers("64 inputs and 10 outputs", &[64, 10]);
    figures.push(wide.layer_labels(&["pixels", "digits"]).draw().unwrap());
    figures
}

#[test]
fn the_same_calls_give_the_same_bytes() {
    assert_eq!(gallery(), gallery());
}

#[test]
fn figures_are_small_well_formed_and_finite() {
    for figure in gallery() {
        let svg = figure.svg();
        let most = if svg.contains("class=\"mesh\"") {
            100_000
        } else {
            60_000
        };
        assert!(svg.len() < most, "{}: {} bytes", figure.alt(), svg.len());
        let document = Document::parse(svg).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        assert_eq!(root.attribute("aria-label"), Some(figure.alt()));
        for attribute in document.descendants().flat_map(|n| n.attributes()) {
            let value = attribute.value();
            if !matches!(attribute.name(), "aria-label" | "data-label" | "data-alt") {
                assert!(!value.contains("NaN") && !value.contains("inf"), "{value}");
            }
        }
        let view: Vec<f64> = numbers(root.attribute("viewBox").unwrap());
        let paper = document
            .descendants()
            .find(|n| n.attribute("class") == Some("paper"));
        assert_eq!(paper.unwrap().attribute("fill"), Some("#ffffff"));
        for text in document.descendants().filter(|n| n.has_tag_name("text")) {
            let at = |name: &str| text.attribute(name).unwrap().parse::<f64>().unwrap();
            assert!((0.0..=view[2]).contains(&at("x")), "{text:?}");
            assert!((0.0..=view[3]).contains(&at("y")), "{text:?}");
            assert!(at("font-size") >= 13.0);
        }
    }
}

fn numbers(list: &str) -> Vec<f64> {
    list.split([' ', ';']).map(|n| n.parse().unwrap()).collect()
}

#[test]
fn extents_say_what_the_axes_show() {
    let figures = gallery();
    let extent = |i: usize| {
        let document = Document::parse(figures[i].svg()).unwrap();
        document
            .root_element()
            .attribute("data-extent")
            .unwrap()
            .to_string()
    };
    assert_eq!(extent(0), "-0.5 1.5 -0.5 1.5");
    // The data's range and 5 % on both sides; bars stand on zero.
    assert_eq!(extent(3), "-0.49 1.49 0 5.775");
    assert_eq!(extent(6).split(';').count(), 6);
    assert_eq!(extent(6).split(';').next(), Some("-0.5 1.5 -0.5 1.5"));
}

/// The only line of a figure with `stroke` of text and axes that is thicker than those: its end points in pixels.
fn decision_line(weights: [f64; 2], theta: f64) -> Option<Vec<f64>> {
    let figure = Axes::new("a line")
        .x_range(0.0, 4.0)
        .y_range(0.0, 2.0)
        .decision_line("", weights, theta)
        .draw()
        .unwrap();
    let document = Document::parse(figure.svg()).unwrap();
    let thick = |n: &roxmltree::Node| {
        n.attribute("stroke") == Some("#24292f") && n.attribute("stroke-width") == Some("1.9")
    };
    let path = document.descendants().find(thick)?;
    let d = path.attribute("d").unwrap().to_string();
    let (start, rest) = d
        .trim_start_matches('M')
        .split_at(d.find(['h', 'v', 'l']).unwrap() - 1);
    let split = |text: &str| -> Vec<f64> {
        let text = text.replace('-', " -");
        text.split_whitespace()
            .map(|n| n.parse().unwrap())
            .collect()
    };
    let (from, by) = (split(start), split(&rest[1..]));
    let by = match &rest[..1] {
        "h" => [by[0], 0.0],
        "v" => [0.0, by[0]],
        _ => [by[0], by[1]],
    };
    Some(vec![from[0], from[1], from[0] + by[0], from[1] + by[1]])
}

#[test]
fn decision_lines_end_on_the_axes() {
    // The corners of the axes in pixels: where the diagonals 2y = x and x + 2y = 4 end.
    let corners = |line: [f64; 4]| {
        [
            line[0].min(line[2]),
            line[1].max(line[3]),
            line[0].max(line[2]),
            line[1].min(line[3]),
        ]
    };
    let close = |a: f64, b: f64| (a - b).abs() < 0.11;
    let rising: [f64; 4] = decision_line([1.0, -2.0], 0.0).unwrap().try_into().unwrap();
    let [left, bottom, right, top] = corners(rising);
    let falling: [f64; 4] = decision_line([1.0, 2.0], 4.0).unwrap().try_into().unwrap();
    assert!(
        corners(falling)
            .iter()
            .zip([left, bottom, right, top])
            .all(|(&a, b)| close(a, b))
    );
    // x = 1, a quarter of the way; y = 0.5 likewise.
    let upright = decision_line([2.0, 0.0], 2.0).unwrap();
    assert!(close(upright[0], left + (right - left) / 4.0) && close(upright[2], upright[0]));
    assert!(close(upright[1].max(upright[3]), bottom) && close(upright[1].min(upright[3]), top));
    let level = decision_line([0.0, -1.0], -0.5).unwrap();
    assert!(close(level[1], bottom + (top - bottom) / 4.0) && close(level[3], level[1]));
    // x + y = 1 cuts the left and the lower side.
    let corner = decision_line([1.0, 1.0], 1.0).unwrap();
    let ends = [(corner[0], corner[1]), (corner[2], corner[3])];
    let at = |x: f64, y: f64| {
        (
            left + (right - left) * x / 4.0,
            bottom + (top - bottom) * y / 2.0,
        )
    };
    for (x, y) in [at(1.0, 0.0), at(0.0, 1.0)] {
        assert!(
            ends.iter().any(|&(a, b)| close(a, x) && close(b, y)),
            "{ends:?}"
        );
    }
    // A line beside the axes, and no line at all, draw nothing.
    assert_eq!(decision_line([1.0, 0.0], 9.0), None);
    assert_eq!(decision_line([0.0, 0.0], 0.0), None);
}

#[test]
fn bad_input_is_named_with_its_value() {
    let error = |axes: Axes| axes.draw().unwrap_err();
    let axes = || Axes::new("a figure");
    let not_finite = error(axes().points("", &[(0.0, 0.0), (1.0, f64::NAN)]));
    assert!(
        matches!(&not_finite, Error::NotFinite { name: "points", index, value } if index == &[1, 1] && value.is_nan())
    );
    assert!(matches!(
        error(axes().line("", &[(f64::INFINITY, 0.0)])),
        Error::NotFinite {
            value: f64::INFINITY,
            ..
        }
    ));
    assert!(matches!(
        error(axes().points("", &[])),
        Error::Empty { what: "points" }
    ));
    assert!(matches!(error(axes()), Error::Empty { .. }));
    assert!(matches!(
        error(axes().x_range(2.0, 2.0)),
        Error::OutOfRange {
            name: "x_range",
            value: 2.0,
            ..
        }
    ));
    assert!(matches!(
        error(axes().size(0, 300)),
        Error::OutOfRange {
            name: "width",
            value: 0.0,
            ..
        }
    ));
    assert!(matches!(
        error(axes().size(300, 9999)),
        Error::OutOfRange {
            name: "height",
            value: 9999.0,
            ..
        }
    ));
    let negative = axes().log_y().line("", &[(0.0, 1.0), (1.0, -3.0)]);
    assert!(matches!(
        error(negative),
        Error::OutOfRange {
            value: -3.0,
            range: "positive",
            ..
        }
    ));
    assert!(matches!(
        error(axes().decision_line("", [f64::NAN, 1.0], 0.0)),
        Error::NotFinite { .. }
    ));
    let blank = Axes::new("  ").points("", &[(0.0, 0.0)]);
    assert!(matches!(
        error(blank),
        Error::Empty {
            what: "the alt text of a figure"
        }
    ));
    assert!(matches!(
        Figure::panels("none", 2, Vec::<Axes>::new()),
        Err(Error::Empty { what: "panels" })
    ));
    let good = axes().points("", &[(0.0, 0.0)]);
    assert!(matches!(
        Figure::panels("none", 0, &[good]),
        Err(Error::OutOfRange { value: 0.0, .. })
    ));
}

#[test]
fn the_first_error_is_the_one_reported() {
    let twice = Axes::new("a").x_range(3.0, 1.0).points("", &[]).draw();
    assert!(matches!(
        twice,
        Err(Error::OutOfRange {
            name: "x_range",
            value: 1.0,
            ..
        })
    ));
}

#[test]
fn figures_save_by_the_ending_of_the_name() {
    let folder = tempfile::tempdir().unwrap();
    let figure = Axes::new("a point")
        .points("", &[(0.0, 0.0)])
        .draw()
        .unwrap();
    let path = folder.path().join("figure.SVG");
    figure.save(&path).unwrap();
    assert_eq!(std::fs::read_to_string(path).unwrap(), figure.svg());
    figure.save(folder.path().join("figure.png")).unwrap();
    let image = std::fs::read(folder.path().join("figure.png")).unwrap();
    assert!(image.starts_with(b"\x89PNG"));
    let other = figure.save(folder.path().join("figure.gif")).unwrap_err();
    assert!(matches!(&other, Error::FileType { path, .. } if path.ends_with("figure.gif")));
    let nowhere = figure
        .save(folder.path().join("none").join("figure.svg"))
        .unwrap_err();
    assert!(matches!(&nowhere, Error::File { path, .. } if path.ends_with("figure.svg")));
}

/// The bytes of every figure of the gallery, told by their number and checksum. After a change that was meant:
/// `FIGURES=write cargo test -p downhill-plot --test figures`.
#[test]
fn every_figure_is_the_one_that_it_was() {
    let mut found = String::new();
    for figure in gallery() {
        let mut crc = flate2::Crc::new();
        crc.update(figure.svg().as_bytes());
        let (bytes, sum, alt) = (figure.svg().len(), crc.sum(), figure.alt());
        writeln!(found, "{sum:08x} {bytes:6} {alt}").unwrap();
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/figures/checksums.txt");
    if std::env::var("FIGURES").as_deref() == Ok("write") {
        std::fs::write(file, &found).unwrap();
    }
    let known = std::fs::read_to_string(file).unwrap();
    for (found, known) in found.lines().zip(known.lines()) {
        assert_eq!(found, known);
    }
    assert_eq!(found.lines().count(), known.lines().count());
}
