//! Contours, heat maps and directions, read back from the SVG.

use super::banana;
use downhill_plot::{Axes, Error, Figure, levels};
use roxmltree::Document;

type Point = (f64, f64);

pub(crate) fn square(alt: &str) -> Axes {
    Axes::new(alt).x_range(-2.0, 2.0).y_range(-2.0, 2.0).equal()
}

pub(crate) fn gallery() -> Vec<Figure> {
    let field = |x: f64, y: f64| {
        let off = y - x * x;
        (2.0 * (x - 1.0) - 400.0 * x * off, 200.0 * off)
    };
    let path: Vec<Point> = (0..=500)
        .map(|i| f64::from(i) / 250.0 - 1.0)
        .map(|x| (x, x * x))
        .collect();
    let valley = Axes::new("the banana from above")
        .x_range(-2.0, 2.0)
        .y_range(-1.0, 3.0)
        .contours(&levels::logarithmic(0.1, 1000.0, 9).unwrap(), banana)
        .line("path", &path)
        .text((1.0, 1.0), "minimum")
        .directions("uphill", 20, field);
    let heat = square("a dome with no values beside it")
        .heat_map(|x, y| (4.0 - x * x - y * y).sqrt())
        .contour_lines(&[0.5, 1.0, 1.5], |x, y| (4.0 - x * x - y * y).sqrt());
    [valley, heat].map(|axes| axes.draw().unwrap()).into()
}

/// The points of all lines, or areas, whose element has these attributes.
fn points(figure: &Figure, attributes: &[(&str, &str)]) -> Vec<Point> {
    let document = Document::parse(figure.svg()).unwrap();
    let chosen = document
        .descendants()
        .filter(|n| n.has_tag_name("path"))
        .filter(|n| attributes.iter().all(|(k, v)| n.attribute(*k) == Some(v)));
    chosen
        .flat_map(|n| trace(n.attribute("d").unwrap()))
        .collect()
}

/// The points of a path of `M`, `l`, `h`, `v` and `z`.
fn trace(d: &str) -> Vec<Point> {
    let mut points = Vec::new();
    let mut at = (0.0, 0.0);
    let letters = d.char_indices().filter(|(_, c)| c.is_ascii_alphabetic());
    let mut starts: Vec<usize> = letters.map(|(i, _)| i).collect();
    starts.push(d.len());
    for part in starts.windows(2) {
        let (command, rest) = d[part[0]..part[1]].split_at(1);
        let numbers: Vec<f64> = rest
            .replace('-', " -")
            .split_whitespace()
            .map(|n| n.parse().unwrap())
            .collect();
        at = match command {
            "M" => (numbers[0], numbers[1]),
            "l" => (at.0 + numbers[0], at.1 + numbers[1]),
            "h" => (at.0 + numbers[0], at.1),
            "v" => (at.0, at.1 + numbers[0]),
            _ => continue,
        };
        points.push(at);
    }
    points
}

fn bounds(points: &[Point]) -> [f64; 4] {
    let fold = |start: f64, f: fn(f64, f64) -> f64, part: fn(&Point) -> f64| {
        points.iter().map(part).fold(start, f)
    };
    [
        fold(f64::INFINITY, f64::min, |p| p.0),
        fold(f64::NEG_INFINITY, f64::max, |p| p.0),
        fold(f64::INFINITY, f64::min, |p| p.1),
        fold(f64::NEG_INFINITY, f64::max, |p| p.1),
    ]
}

#[test]
fn a_level_of_a_bowl_is_a_circle_of_the_right_radius() {
    let bowl = |x: f64, y: f64| x * x + y * y;
    let figure = square("a circle")
        .contour_lines(&[1.0], bowl)
        .draw()
        .unwrap();
    let [left, right, top, bottom] = bounds(&points(&figure, &[("stroke", "#d0d7de")]));
    let (middle, unit) = (
        ((left + right) / 2.0, (top + bottom) / 2.0),
        (right - left) / 4.0,
    );
    let circle = points(&figure, &[("stroke", "#6e7781")]);
    assert!(circle.len() > 20, "{}", circle.len());
    for (x, y) in circle {
        let radius = (x - middle.0).hypot(y - middle.1) / unit;
        assert!((radius - 1.0).abs() < 0.01, "({x}, {y}): {radius}");
    }
    assert!(
        figure.svg().contains(">1</text>"),
        "the line has its number"
    );
}

#[test]
fn bands_are_nested_and_the_scale_names_the_levels() {
    let bowl = |x: f64, y: f64| x * x + y * y;
    let filled = |levels: &[f64]| square("a bowl").contours(levels, bowl).draw().unwrap();
    let figure = filled(&[1.0, 2.0, 3.0]);
    // Below 1, from each level on: four areas, and the scale's two tips and two bands.
    assert_eq!(figure.svg().matches("evenodd").count(), 4);
    for label in ["1", "2", "3"] {
        assert_eq!(
            figure.svg().matches(&format!(">{label}</text>")).count(),
            1 + usize::from(label != "3")
        );
    }
    let dark = points(&figure, &[("fill", "#440154"), ("fill-rule", "evenodd")]);
    let [left, right, ..] = bounds(&dark);
    let outside = points(&figure, &[("fill", "#fee825"), ("fill-rule", "evenodd")]);
    let [outer_left, outer_right, ..] = bounds(&outside);
    assert_eq!(
        (left, right),
        (outer_left, outer_right),
        "both reach the edge"
    );
    // With nothing below the first level there is no band for it.
    assert_eq!(filled(&[-1.0, 4.0]).svg().matches("evenodd").count(), 2);
}

#[test]
fn directions_have_one_length_and_leave_zeros_out() {
    let figure = square("a whirl")
        .directions("whirl", 9, |x, y| {
            if x.hypot(y) < 0.3 {
                (0.0, 0.0)
            } else {
                (-1e200 * y, 1e200 * x)
            }
        })
        .draw()
        .unwrap();
    let document = Document::parse(figure.svg()).unwrap();
    let heads = document
        .descendants()
        .find(|n| n.attribute("fill") == Some("#0072b2"))
        .unwrap();
    // 9 × 8 places; a head is a closed polygon, and none is at the middle column's two inner places.
    assert_eq!(
        heads.attribute("d").unwrap().matches('z').count(),
        9 * 8 - 2
    );
    let shafts = points(&figure, &[("stroke", "#0072b2"), ("stroke-width", "1.2")]);
    // The last one is the legend's.
    let lengths: Vec<f64> = shafts[..shafts.len() - 2]
        .chunks(2)
        .map(|p| (p[0].0 - p[1].0).hypot(p[0].1 - p[1].1))
        .collect();
    assert!(
        lengths.iter().all(|l| (l - lengths[0]).abs() < 0.3),
        "{lengths:?}"
    );
}

#[test]
fn a_heat_map_carries_its_picture_and_its_range() {
    let figure = square("a slope")
        .heat_map(|x, y| 10.0 * x + y)
        .draw()
        .unwrap();
    let document = Document::parse(figure.svg()).unwrap();
    let images: Vec<_> = document
        .descendants()
        .filter(|n| n.has_tag_name("image"))
        .collect();
    assert_eq!(images.len(), 2, "the map and its scale");
    for image in images {
        let file = image.attribute("href").unwrap();
        assert!(file.starts_with("data:image/png;base64,iVBORw0KGgo"));
    }
    for label in ["−20", "−10", "10", "20"] {
        assert!(
            figure.svg().contains(&format!(">{label}</text>")),
            "{label}"
        );
    }
}

#[test]
fn what_is_wrong_with_a_field_is_said() {
    let error = |axes: Axes| axes.draw().unwrap_err();
    let bowl = |x: f64, y: f64| x * x + y * y;
    let nan = |_: f64, _: f64| f64::NAN;
    assert_eq!(
        error(square("a").contours(&[], bowl)),
        Error::Empty { what: "levels" }
    );
    assert!(matches!(
        error(square("a").contours(&[1.0, 1.0], bowl)),
        Error::OutOfRange {
            name: "a level",
            value: 1.0,
            ..
        }
    ));
    assert!(matches!(
        error(square("a").contour_lines(&[0.0, f64::INFINITY], bowl)),
        Error::NotFinite { name: "levels", .. }
    ));
    assert_eq!(
        error(Axes::new("a").contours(&[1.0], bowl)),
        Error::Empty {
            what: "the range of x"
        }
    );
    for axes in [
        square("a").contours(&[1.0], nan),
        square("a").heat_map(nan),
        square("a").heat_map(bowl).contours(&[1.0], bowl),
        Axes::new("a")
            .x_range(1.0, 2.0)
            .y_range(1.0, 2.0)
            .log_x()
            .heat_map(bowl),
    ] {
        assert!(matches!(error(axes), Error::Drawing { .. }));
    }
    assert!(matches!(
        error(square("a").directions("", 1, |x, y| (x, y))),
        Error::OutOfRange {
            name: "columns",
            value: 1.0,
            ..
        }
    ));
    assert!(matches!(
        error(square("a").directions("", 5, |_, _| (f64::NAN, 0.0))),
        Error::Empty { .. }
    ));
}

#[test]
fn on_colors_neutral_parts_stay_dark_in_a_light_halo() {
    let axes = |axes: Axes| axes.v_line("", 0.5).text((0.0, 0.0), "here");
    let figure = axes(square("a bowl").heat_map(|x, y| x * x + y * y));
    let figure = figure.draw().unwrap();
    let document = Document::parse(figure.svg()).unwrap();
    let word = |text: &str| {
        let mut words = document.descendants().filter(|n| n.has_tag_name("text"));
        words.find(|n| n.text() == Some(text)).unwrap()
    };
    let here = word("here");
    assert_eq!(here.attribute("paint-order"), Some("stroke"));
    assert_eq!(
        (here.attribute("stroke"), here.attribute("fill")),
        (Some("#ffffff"), Some("#1b1f24"))
    );
    // The scale's numbers stand on the page, which may be dark.
    let number = word("6");
    assert_eq!(
        (number.attribute("stroke"), number.attribute("fill")),
        (None, Some("#24292f"))
    );
    let line = |color: &str| {
        document.descendants().any(|n| {
            n.attribute("stroke") == Some(color) && n.attribute("stroke-dasharray").is_some()
        })
    };
    assert!(line("#1b1f24") && !line("#6e7781"));
    let plain = axes(square("paper")).draw().unwrap();
    assert!(!plain.svg().contains("#1b1f24") && !plain.svg().contains("paint-order"));
}
