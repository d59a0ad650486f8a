//! Figures: drawn without a NaN or an infinity among their coordinates, or refused.

use downhill::ndarray::array;
use downhill::plot::{Axes, Axes3d, Diagram, Figure, Interval, Timeline};

use super::{Row, row};

/// Nothing, if a drawing has only finite numbers; else a number that is none.
pub(super) fn sound(figure: &Figure) -> Vec<f64> {
    let svg = figure.svg();
    let attributes = svg.split('"').skip(1).step_by(2);
    let bad = attributes.filter(|value| {
        ["NaN", "inf"].iter().any(|word| {
            value
                .split([' ', ','])
                .any(|v| v.trim_start_matches('-') == *word)
        })
    });
    bad.map(|_| 0.0).collect()
}

fn flat(names: &'static str, axes: impl Fn(f64) -> Axes + Send + 'static) -> Row {
    row(names, move |x| Ok(sound(&axes(x).draw()?)), |_| vec![])
}

fn solid(names: &'static str, axes: impl Fn(f64) -> Axes3d + Send + 'static) -> Row {
    row(names, move |x| Ok(sound(&axes(x).draw()?)), |_| vec![])
}

pub(super) fn rows() -> Vec<Row> {
    let new = || Axes::new("alt").line("", &[(0.0, 0.0), (1.0, 1.0)]);
    let space = || Axes3d::new("alt").line("", &[(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)]);
    vec![
        flat("Axes::lines", |x| {
            Axes::new("alt").lines(&[
                ("a", vec![(x, 0.0), (1.0, x)]),
                ("b", vec![(0.0, 0.0), (1.0, 1.0)]),
            ])
        }),
        solid("Axes3d::xyz", move |x| {
            space().xyz((0.0, x), (0.0, x), (0.0, x))
        }),
        flat("Axes::points, Axes::line, Axes::pieces", |x| {
            let pair = [(x, 1.0), (2.0, x)];
            Axes::new("alt")
                .points("a", &pair)
                .line("b", &pair)
                .pieces("c", &[pair.to_vec()])
        }),
        flat("Axes::points, Axes::line", |x| {
            Axes::new("alt")
                .log_x()
                .log_y()
                .points("a", &[(x, x)])
                .line("b", &[(x, 1.0), (3.0, x)])
        }),
        flat("Axes::polygon, Axes::highlight", |x| {
            Axes::new("alt")
                .polygon("a", &[(x, 0.0), (1.0, x), (2.0, 2.0)])
                .highlight("b", &[(x, x)])
        }),
        flat("Axes::x_range, Axes::y_range", move |x| {
            new().x_range(-0.5, x).y_range(-0.5, x)
        }),
        flat("Axes::x_range, Axes::y_range", move |x| {
            new().x_range(x, 1.0).y_range(x, 1.0)
        }),
        flat("Axes::x_range, Axes::y_range", move |x| {
            Axes::new("alt")
                .points("", &[(1.0, 1.0)])
                .log_x()
                .log_y()
                .x_range(x / 2.0, x)
                .y_range(x / 2.0, x)
        }),
        flat("Axes::x_ticks, Axes::y_ticks", move |x| {
            new().x_ticks(&[(x, "x")]).y_ticks(&[(x, "y")])
        }),
        flat("Axes::h_line, Axes::v_line, Axes::text", move |x| {
            new().h_line("h", x).v_line("v", x).text((x, x), "t")
        }),
        flat("Axes::decision_line, Axes::half_planes", move |x| {
            new()
                .decision_line("a", [x, 1.0], x)
                .half_planes([x, 1.0], x)
        }),
        flat("Axes::arrows", move |x| {
            new().arrows("a", &[((x, 0.0), [x, 1.0])])
        }),
        flat("Axes::arrows", move |x| {
            new().arrows("a", &[((0.0, 0.0), [x, x])])
        }),
        flat("Axes::decision_regions", move |x| {
            new()
                .x_range(0.0, 1.0)
                .y_range(0.0, 1.0)
                .decision_regions(move |a, _| usize::from(a > x))
        }),
        flat("Axes::contours, Axes::contour_lines", move |x| {
            let framed = new().x_range(0.0, 1.0).y_range(0.0, 1.0);
            framed
                .contours(&[0.0, x], |a, b| a + b)
                .contour_lines(&[0.0, x], |a, b| a * b)
        }),
        flat("Axes::contours, Axes::contour_lines", move |x| {
            let framed = new().x_range(0.0, 1.0).y_range(0.0, 1.0);
            framed
                .contours(&[0.5, 1.0], move |a, b| (a + b) * x)
                .contour_lines(&[0.5], move |a, b| a * b + x)
        }),
        flat("Axes::heat_map", move |x| {
            new()
                .x_range(0.0, 1.0)
                .y_range(0.0, 1.0)
                .heat_map(move |a, b| (a + b) * x)
        }),
        flat("Axes::directions", move |x| {
            new()
                .x_range(0.0, 1.0)
                .y_range(0.0, 1.0)
                .directions("d", 4, move |a, _| (x, a))
        }),
        flat("Axes::spreads", |x| {
            let at = |middle| Interval {
                low: middle,
                middle,
                high: middle,
            };
            Axes::new("alt").spreads("a", 0, &[(x, at(x)), (2.0, at(1.0))])
        }),
        flat("Axes::bars", |x| {
            Axes::new("alt").bars("a", &[(x, x), (2.0, 1.0)])
        }),
        flat("Axes::bar_groups", |x| {
            Axes::new("alt").bar_groups(&[
                ("a", vec![(1.0, x), (2.0, 1.0)]),
                ("b", vec![(1.0, x), (2.0, x)]),
            ])
        }),
        flat("Axes::histogram", |x| {
            Axes::new("alt").histogram("a", &[x, 0.0, 1.0], 5)
        }),
        flat("Axes::error_bars", |x| {
            Axes::new("alt").error_bars("a", &[(x, x, x, x), (1.0, 0.0, 1.0, 2.0)])
        }),
        flat("Axes::band", |x| {
            Axes::new("alt").band("a", &[(0.0, x, x), (1.0, 0.0, x)])
        }),
        flat("Axes::matrix", |x| {
            Axes::new("alt").matrix(&array![[x, 1.0], [0.0, x]], &["a", "b"], &["c", "d"])
        }),
        solid(
            "Axes3d::x_range, Axes3d::y_range, Axes3d::z_range",
            move |x| space().x_range(0.0, x).y_range(0.0, x).z_range(0.0, x),
        ),
        solid("Axes3d::view", move |x| space().view(x, x)),
        solid("Axes3d::surface, Axes3d::floor", |x| {
            let framed = Axes3d::new("alt").x_range(0.0, 1.0).y_range(0.0, 1.0);
            framed
                .surface("s", move |a, b| (a + b) * x)
                .floor(&[0.5, 1.0], move |a, b| (a + b) * x)
        }),
        solid("Axes3d::floor", |x| {
            let framed = Axes3d::new("alt").x_range(0.0, 1.0).y_range(0.0, 1.0);
            framed
                .surface("s", |a, b| a + b)
                .floor(&[0.0, x], |a, b| a + b)
        }),
        solid("Axes3d::line, Axes3d::points", |x| {
            Axes3d::new("alt")
                .line("l", &[(x, 0.0, x), (1.0, x, 2.0)])
                .points("p", &[(x, x, x)])
        }),
        solid("Axes3d::arrow", move |x| {
            space().arrow("a", (x, 0.0, 0.0), [x, x, 1.0])
        }),
        row(
            "Figure::panels",
            move |x| {
                let views = [new().h_line("", x), new().x_range(-1.0, x)];
                Ok(sound(&Figure::panels("alt", 2, &views)?))
            },
            |_| vec![],
        ),
        row(
            "Diagram::weights",
            |x| {
                Ok(sound(
                    &Diagram::layers("alt", &[1, 2])
                        .weights(0, &array![[x], [1.0]])
                        .draw()?,
                ))
            },
            |_| vec![],
        ),
        row(
            "Timeline::span, Timeline::event",
            |x| {
                Ok(sound(
                    &Timeline::new("alt")
                        .span("s", x, 2000.0)
                        .event(x, "then", "a")
                        .event(1999.0, "b", "c")
                        .draw()?,
                ))
            },
            |_| vec![],
        ),
    ]
}
