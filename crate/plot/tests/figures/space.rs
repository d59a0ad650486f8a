//! Plots in space, read back from the SVG.

use super::banana as f;
use downhill_plot::{Axes3d, Error, Figure, Panel, levels};
use roxmltree::Document;

type Place = (f64, f64, f64);

fn cube(alt: &str) -> Axes3d {
    Axes3d::new(alt)
        .x_range(-1.0, 1.0)
        .y_range(-1.0, 1.0)
        .z_range(0.0, 1.0)
}

/// The banana with a path of 500 points through its valley.
fn banana() -> Axes3d {
    let path: Vec<Place> = (0..500)
        .map(|i| f64::from(i) / 250.0 - 1.0)
        .map(|x| (x, x * x, f(x, x * x)))
        .collect();
    Axes3d::new("the banana and a path through its valley")
        .title("The banana")
        .x_label("x")
        .y_label("y")
        .z_label("f(x, y)")
        .x_range(-2.0, 2.0)
        .y_range(-1.0, 3.0)
        .z_range(0.0, 2500.0)
        .surface("f", f)
        .line("path", &path)
        .points("minimum", &[(1.0, 1.0, 0.0)])
}

fn bowls() -> Vec<Axes3d> {
    let bowl = |x: f64, y: f64| 0.4 * (x * x + y * y);
    let one = |turn: u8| {
        cube("a bowl")
            .title(format!("view {turn}"))
            .z_range(-0.6, 1.0)
            .floor(&levels::linear(0.1, 0.7, 7).unwrap(), bowl)
            .surface("bowl", bowl)
            .arrow("up", (0.0, 0.0, 0.0), [0.0, 0.0, 0.5])
            .view(f64::from(turn) * 60.0, 30.0)
    };
    (0..6).map(one).collect()
}

pub(crate) fn gallery() -> Vec<Figure> {
    let saddle = Axes3d::new("a saddle and a plane that cuts it")
        .x_range(-1.0, 1.0)
        .y_range(-1.0, 1.0)
        .surface("saddle", |x, y| x * x - y * y)
        .surface("plane", |x, _| x / 2.0);
    vec![banana().draw().unwrap(), saddle.draw().unwrap()]
}

#[test]
fn large_figures_in_space_stay_small() {
    let banana = banana().draw().unwrap();
    assert!(banana.svg().len() < 100_000, "{}", banana.svg().len());
    let six = Figure::panels("six views of a bowl", 3, bowls()).unwrap();
    assert!(six.svg().len() < 180_000, "{}", six.svg().len());
    assert_eq!(six.svg().matches("class=\"mesh\"").count(), 6);
    assert_eq!(
        six,
        Figure::panels("six views of a bowl", 3, bowls()).unwrap()
    );
    let extent = "data-extent=\"-2 2 -1 3 0 2500\"";
    assert!(banana.svg().contains(extent));
}

/// The strengths of the lines and markers in the colour of the first series.
fn strengths(figure: &Figure) -> Vec<f64> {
    let document = Document::parse(figure.svg()).unwrap();
    let blue = document
        .descendants()
        .filter(|n| n.attribute("stroke") == Some("#0072b2"));
    let strength = |n: roxmltree::Node| {
        n.attribute("stroke-opacity")
            .map_or(1.0, |o| o.parse().unwrap())
    };
    blue.map(strength).collect()
}

#[test]
fn what_a_ridge_hides_is_faint() {
    let ridge = |_: f64, y: f64| 0.8 * (-(6.0 * y).powi(2)).exp();
    let seen = |at: Place| {
        let figure = cube("a ridge")
            .view(-90.0, 25.0)
            .surface("", ridge)
            .points("", &[at]);
        strengths(&figure.draw().unwrap())
    };
    assert_eq!(seen((0.0, 0.8, 0.02)), [0.4], "behind the ridge");
    assert_eq!(seen((0.0, -0.8, 0.02)), [1.0], "before it");
    assert_eq!(seen((0.0, 0.0, 0.8)), [1.0], "on its top");
    assert_eq!(seen((0.0, 0.0, 1.4)), Vec::<f64>::new(), "out of the box");
    let over = cube("a ridge").view(-90.0, 25.0).surface("", ridge);
    let line = over.line("", &[(0.0, -0.9, 0.01), (0.0, 0.9, 0.01)]);
    let mut parts = strengths(&line.draw().unwrap());
    parts.sort_by(f64::total_cmp);
    assert_eq!(parts, [0.4, 1.0], "a line through the ridge");
}

#[test]
fn a_path_on_the_banana_is_whole_where_nothing_is_before_it() {
    // From the open end of the valley all of it is seen.
    let figure = banana().view(-90.0, 75.0).draw().unwrap();
    assert_eq!(
        strengths(&figure),
        [1.0, 1.0],
        "the path, and its sample in the legend"
    );
}

#[test]
fn flat_and_spatial_plots_share_a_figure() {
    let flat = super::fields::square("circles").contours(&[1.0, 2.0], |x, y| x * x + y * y);
    let panels = [Panel::from(&flat), Panel::from(&banana())];
    let figure = Figure::panels("two views", 2, &panels).unwrap();
    assert!(
        figure
            .svg()
            .contains("data-extent=\"-2 2 -2 2;-2 2 -1 3 0 2500\"")
    );
    assert_eq!(figure.svg().matches("class=\"panel\"").count(), 2);
}

#[test]
fn what_is_wrong_in_space_is_said() {
    let error = |axes: Axes3d| axes.draw().unwrap_err();
    let bowl = |x: f64, y: f64| x * x + y * y;
    assert_eq!(
        error(Axes3d::new("a").surface("", bowl)),
        Error::Empty {
            what: "the range of x"
        }
    );
    assert_eq!(
        error(Axes3d::new("a").x_range(0.0, 1.0).y_range(0.0, 1.0)),
        Error::Empty {
            what: "the range of z"
        }
    );
    assert!(matches!(
        error(cube("a").surface("", |_, _| f64::NAN)),
        Error::Drawing { .. }
    ));
    assert!(matches!(
        error(cube("a").view(0.0, 120.0)),
        Error::OutOfRange { value: 120.0, .. }
    ));
    assert!(matches!(
        error(cube("a").view(f64::NAN, 0.0)),
        Error::NotFinite { name: "view", .. }
    ));
    assert!(matches!(
        error(cube("a").z_range(1.0, 1.0)),
        Error::OutOfRange {
            name: "z_range",
            value: 1.0,
            ..
        }
    ));
    assert!(matches!(
        error(cube("a").line("", &[(0.0, f64::INFINITY, 0.0)])),
        Error::NotFinite { name: "line", .. }
    ));
    assert_eq!(
        error(cube("a").points("", &[])),
        Error::Empty { what: "points" }
    );
    assert!(matches!(
        error(cube("a").arrow("", (f64::MAX, 0.0, 0.0), [f64::MAX, 0.0, 0.0])),
        Error::OutOfRange { name: "arrow", .. }
    ));
    assert_eq!(
        error(cube("a").floor(&[], bowl)),
        Error::Empty { what: "levels" }
    );
    assert!(matches!(error(cube("  ")), Error::Empty { .. }));
    let panel = cube("a").view(0.0, -1.0);
    assert!(matches!(
        Figure::panels("a", 1, [panel]),
        Err(Error::OutOfRange { value: -1.0, .. })
    ));
}
