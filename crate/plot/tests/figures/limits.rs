//! No pair of numbers, on no kind of axis, hangs, panics or fills the memory; and what is drawn has ticks that differ.

use downhill_plot::{Axes, Axes3d, Error, Figure, levels};
use ndarray::array;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use roxmltree::Document;

/// Numbers at which scales have broken.
const HARD: [f64; 22] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    1.0 + f64::EPSILON,
    0.1 + 0.2,
    0.3,
    1.7e9,
    1.7e9 + 200.0,
    -1e8,
    1e8 + 1.0,
    1e294,
    1e299,
    -1e299,
    f64::MAX,
    f64::MIN,
    f64::MIN_POSITIVE,
    5e-324,
    -5e-324,
    1e-294,
    f64::INFINITY,
    f64::NAN,
];

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        3 => proptest::sample::select(HARD.to_vec()),
        2 => any::<f64>(),
        1 => -10.0..10.0_f64,
    ]
}

/// Every kind of axes, series and colour scale, with two numbers at its ends.
fn figures(a: f64, b: f64) -> Vec<Result<Figure, Error>> {
    let axes = Axes::new("two numbers");
    let unit = axes.x_range(0.0, 1.0).y_range(0.0, 1.0);
    let over = |x: f64, _: f64| if x < 0.5 { a } else { b };
    let space = Axes3d::new("two numbers");
    let floor = space.x_range(0.0, 1.0).y_range(0.0, 1.0);
    let pair = [(a, b), (b, a)];
    vec![
        axes.line("", &pair).draw(),
        axes.log_x().log_y().line("", &pair).draw(),
        axes.log_y().line("", &[(0.0, a), (1.0, b)]).draw(),
        axes.log_x().points("", &[(a, 0.0), (b, 1.0)]).draw(),
        axes.equal().points("", &[(a, 0.0), (b, 1.0)]).draw(),
        axes.bars("", &[(1.0, a), (2.0, b)]).draw(),
        axes.bars("", &[(a, 1.0), (b, 2.0)]).draw(),
        axes.log_y().bars("", &[(1.0, a), (2.0, b)]).draw(),
        axes.log_x().bars("", &[(a, 1.0), (b, 2.0)]).draw(),
        axes.histogram("", &[a, b], 7).draw(),
        axes.band("", &[(0.0, a, b), (1.0, b, a)]).draw(),
        axes.error_bars("", &[(0.0, a, a, b)]).draw(),
        axes.arrows("", &[((0.0, a), [1.0, b])]).draw(),
        axes.h_line("", a).v_line("", b).draw(),
        axes.x_range(a, b)
            .y_range(a, b)
            .line("", &[(0.0, 0.0), (1.0, 1.0)])
            .draw(),
        axes.log_x()
            .x_range(a, b)
            .y_range(0.0, 1.0)
            .line("", &[(1.0, 0.0), (2.0, 1.0)])
            .draw(),
        unit.line("", &pair)
            .polygon("", &[(a, b), (b, a), (0.5, 0.5)])
            .draw(),
        unit.text((a, b), "here").highlight("", &pair).draw(),
        unit.half_planes([a, b], a)
            .decision_line("", [a, b], b)
            .draw(),
        axes.x_range(a, b)
            .y_range(0.0, 1.0)
            .decision_regions(|x, _| usize::from(x > 0.5))
            .draw(),
        unit.heat_map(over).draw(),
        unit.directions("", 4, |x, y| (a * x, b * y)).draw(),
        levels::linear(a, b, 5).and_then(|levels| unit.contours(&levels, over).draw()),
        levels::logarithmic(a, b, 5).and_then(|levels| unit.contour_lines(&levels, over).draw()),
        axes.matrix(&array![[a, b], [b, a]], &["p", "q"], &["p", "q"])
            .draw(),
        space.line("", &[(a, b, 0.0), (b, a, 1.0)]).draw(),
        space.equal().points("", &[(a, 0.0, b), (b, 1.0, a)]).draw(),
        floor.surface("", over).draw(),
        floor.z_range(a, b).surface("", |x, y| x + y).draw(),
        floor.arrow("", (a, b, 0.0), [b, a, 1.0]).draw(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        rng_seed: RngSeed::Fixed(13),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_two_numbers_make_a_figure_or_an_error(a in number(), b in number()) {
        for (kind, figure) in figures(a, b).into_iter().enumerate() {
            let Ok(figure) = figure else { continue };
            let svg = figure.svg();
            prop_assert!(svg.len() < 200_000, "kind {}", kind);
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "kind {}: {}", kind, svg);
            Document::parse(svg).unwrap();
        }
    }

    /// Ordinary numbers are never refused, however near each other.
    #[test]
    fn ticks_tell_places_apart(from in -1e12..1e12_f64, length in -12..14_i32) {
        let to = from + 10_f64.powi(length);
        prop_assume!(to > from);
        let figure = Axes::new("a narrow range").line("", &[(from, 0.0), (to, 1.0)]).draw().unwrap();
        let svg = figure.svg();
        let document = Document::parse(svg).unwrap();
        let texts = document.descendants().filter(|node| node.has_tag_name("text"));
        let mut along: Vec<(String, String)> = texts
            .filter_map(|text| Some((text.attribute("y")?.to_string(), text.text()?.to_string())))
            .collect();
        prop_assert!(along.len() >= 2, "{:?}", along);
        along.sort();
        let alike = along.windows(2).find(|pair| pair[0] == pair[1]);
        prop_assert!(alike.is_none(), "{:?} from {} to {}", alike, from, to);
    }
}

#[test]
fn the_hard_numbers_two_by_two() {
    for a in HARD {
        for b in HARD {
            for figure in figures(a, b).into_iter().flatten() {
                assert!(!figure.svg().contains("NaN"), "{a:e}, {b:e}");
            }
        }
    }
}

#[test]
fn what_was_reported_is_drawn() {
    let axes = Axes::new("reported");
    axes.log_y()
        .line("", &[(0.0, 1.0), (1.0, 1e294)])
        .draw()
        .unwrap();
    axes.bars("b", &[(1.0, 0.0), (2.0, 0.0)]).draw().unwrap();
    let seconds: Vec<(f64, f64)> = (0..5).map(|i| (1.7e9 + 60.0 * f64::from(i), 0.0)).collect();
    let figure = axes.line("", &seconds).draw().unwrap();
    assert!(
        figure.svg().contains(">1700000100</text>"),
        "{}",
        figure.svg()
    );
    assert!(levels::linear(0.0, 1.0, usize::MAX).is_err());
}
