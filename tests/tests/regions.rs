//! Region networks against an independent point-in-polygon test.

use std::f64::consts::TAU;

use downhill::error::CornerFault;
use downhill::ndarray::Array2;
use downhill::network::Network;
use downhill::network::regions::{Point, Regions, convex_pieces};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use downhill::{Error, activation::Activation};
use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Area, Coord, Intersects, Line, LineString, Polygon};
use proptest::prelude::*;

const POINTS: usize = 10_000;

fn reference(corners: &[Point]) -> Polygon<f64> {
    Polygon::new(LineString::from(corners.to_vec()), vec![])
}

fn position(polygon: &Polygon<f64>, (x, y): Point) -> CoordPos {
    polygon.coordinate_position(&Coord { x, y })
}

fn edges(corners: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    (0..corners.len()).map(|i| (corners[i], corners[(i + 1) % corners.len()]))
}

fn distance_to_edge(p: Point, (a, b): (Point, Point)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let along = ((p.0 - a.0) * dx + (p.1 - a.1) * dy) / (dx * dx + dy * dy);
    let t = along.clamp(0.0, 1.0);
    (p.0 - a.0 - t * dx).hypot(p.1 - a.1 - t * dy)
}

fn classify(network: &Network<f64>, points: &[Point]) -> Vec<f64> {
    let samples = Array2::from_shape_fn((points.len(), 2), |(i, axis)| {
        if axis == 0 { points[i].0 } else { points[i].1 }
    });
    network.forward_batch(&samples).unwrap().column(0).to_vec()
}

/// Compares the network of the polygons with the reference on random points of the box around
/// them, half as large again, and says how many points were inside.
fn agrees(polygons: &[Vec<Point>], seed: u64) -> usize {
    let network = Regions::new(polygons).unwrap().network().unwrap();
    assert_eq!((network.inputs(), network.outputs()), (2, 1));
    assert!(
        network
            .layers()
            .iter()
            .all(|layer| layer.activation == Activation::Step)
    );
    let references: Vec<_> = polygons.iter().map(|corners| reference(corners)).collect();
    let all: Vec<Point> = polygons.concat();
    let range = |axis: fn(&Point) -> f64| {
        let low = all.iter().map(axis).fold(f64::INFINITY, f64::min);
        let high = all.iter().map(axis).fold(f64::NEG_INFINITY, f64::max);
        let margin = (high - low) / 4.0;
        low - margin..high + margin
    };
    let (x_range, y_range) = (range(|p| p.0), range(|p| p.1));
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut points = Vec::with_capacity(POINTS);
    while points.len() < POINTS {
        let p = (
            rng.random_range(x_range.clone()),
            rng.random_range(y_range.clone()),
        );
        let near_an_edge =
            |corners: &Vec<Point>| edges(corners).any(|edge| distance_to_edge(p, edge) < 1e-9);
        if !polygons.iter().any(near_an_edge) {
            points.push(p);
        }
    }
    let mut inside = 0;
    for (p, output) in points.iter().zip(classify(&network, &points)) {
        let expected = references
            .iter()
            .any(|one| position(one, *p) == CoordPos::Inside);
        assert_eq!(
            output,
            f64::from(u8::from(expected)),
            "{p:?} of {polygons:?}"
        );
        inside += usize::from(expected);
    }
    inside
}

/// The corners of a polygon that turns about the origin once, at random distances from it.
fn star_shaped(corners: usize, radii: std::ops::Range<f64>, rng: &mut ChaCha8Rng) -> Vec<Point> {
    (0..corners)
        .map(|i| {
            let angle = TAU * (i as f64 + rng.random_range(0.05..0.95)) / corners as f64;
            let radius = rng.random_range(radii.clone());
            (radius * angle.cos(), radius * angle.sin())
        })
        .collect()
}

fn five_pointed_star() -> Vec<Point> {
    (0..10)
        .map(|i| {
            let angle = TAU * (0.25 + f64::from(i) / 10.0);
            let radius = if i % 2 == 0 { 1.0 } else { 0.382 };
            (radius * angle.cos(), radius * angle.sin())
        })
        .collect()
}

fn whole(corners: &[(i32, i32)]) -> Vec<Point> {
    corners
        .iter()
        .map(|&(x, y)| (f64::from(x), f64::from(y)))
        .collect()
}

fn letter_l() -> Vec<Point> {
    whole(&[(0, 0), (3, 0), (3, 1), (1, 1), (1, 4), (0, 4)])
}

fn letter_e() -> Vec<Point> {
    whole(&[
        (0, 0),
        (3, 0),
        (3, 1),
        (1, 1),
        (1, 2),
        (2, 2),
        (2, 3),
        (1, 3),
        (1, 4),
        (3, 4),
        (3, 5),
        (0, 5),
    ])
}

fn letter_w() -> Vec<Point> {
    whole(&[
        (0, 6),
        (2, 0),
        (4, 4),
        (6, 0),
        (8, 6),
        (7, 6),
        (6, 3),
        (4, 7),
        (2, 3),
        (1, 6),
    ])
}

/// A corridor that winds inwards: most corners are far from being ears.
fn spiral() -> Vec<Point> {
    whole(&[
        (0, 0),
        (9, 0),
        (9, 9),
        (2, 9),
        (2, 4),
        (5, 4),
        (5, 6),
        (4, 6),
        (4, 5),
        (3, 5),
        (3, 8),
        (8, 8),
        (8, 1),
        (0, 1),
    ])
}

fn hand_picked() -> Vec<Vec<Point>> {
    vec![
        letter_l(),
        letter_e(),
        letter_w(),
        spiral(),
        five_pointed_star(),
    ]
}

#[test]
fn convex_polygons_agree_with_the_reference() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let triangle = vec![(0.0, 0.0), (5.0, 1.0), (1.5, 3.0)];
    assert!(agrees(&[triangle], 1) > 0);
    for corners in [4, 7, 30] {
        // On a circle every polygon is convex.
        let polygon = star_shaped(corners, 2.0..2.0000000001, &mut rng);
        let regions = Regions::new(std::slice::from_ref(&polygon)).unwrap();
        assert_eq!(regions.pieces().len(), 1);
        assert_eq!(regions.network().unwrap().sizes(), [2, corners, 1]);
        assert!(agrees(&[polygon], 2) > POINTS / 10);
    }
}

#[test]
fn non_convex_polygons_agree_with_the_reference() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let random = (0..12).map(|i| star_shaped(5 + 2 * i, 0.1..1.0, &mut rng));
    for (seed, polygon) in hand_picked().into_iter().chain(random).enumerate() {
        let inside = agrees(std::slice::from_ref(&polygon), seed as u64);
        assert!(
            (POINTS / 50..POINTS).contains(&inside),
            "{inside} of {polygon:?}"
        );
    }
}

#[test]
fn either_way_round_and_from_any_corner_the_region_is_the_same() {
    let mut polygon = letter_w();
    for _ in 0..polygon.len() {
        polygon.rotate_left(1);
        let there = agrees(std::slice::from_ref(&polygon), 5);
        let back: Vec<Point> = polygon.iter().rev().copied().collect();
        assert_eq!(there, agrees(&[back], 5));
    }
}

#[test]
fn a_region_is_the_union_of_its_polygons() {
    let shifted = |polygon: Vec<Point>, by: f64| -> Vec<Point> {
        polygon.into_iter().map(|(x, y)| (x + by, y)).collect()
    };
    let apart = vec![letter_l(), shifted(letter_e(), 5.0)];
    let inside = agrees(&apart, 6);
    assert!(inside > POINTS / 10);
    agrees(
        &[letter_l(), shifted(letter_l(), 0.5), five_pointed_star()],
        7,
    );
}

#[test]
fn corners_in_the_middle_of_a_side_change_nothing() {
    let plain = letter_l();
    let halved: Vec<Point> = edges(&plain)
        .flat_map(|(a, b)| [a, (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1))])
        .collect();
    assert_eq!(halved.len(), 2 * plain.len());
    assert_eq!(
        Regions::new(&[halved]).unwrap(),
        Regions::new(&[plain]).unwrap()
    );
}

#[test]
fn edges_corners_and_inner_diagonals_belong_to_the_region() {
    // Quarters are exact, so that every point of the grid is in, on or out without doubt.
    for polygon in [letter_l(), letter_e(), letter_w(), spiral()] {
        let oracle = reference(&polygon);
        let grid: Vec<Point> = (-4..44)
            .flat_map(|i| (-4..44).map(move |j| (f64::from(i) / 4.0, f64::from(j) / 4.0)))
            .collect();
        let network = Regions::new(std::slice::from_ref(&polygon))
            .unwrap()
            .network()
            .unwrap();
        let mut on_edge = 0;
        for (p, output) in grid.iter().zip(classify(&network, &grid)) {
            let expected = position(&oracle, *p);
            on_edge += usize::from(expected == CoordPos::OnBoundary);
            assert_eq!(output == 1.0, expected != CoordPos::Outside, "{p:?}");
            assert_eq!(network.forward(&[p.0, p.1]).unwrap()[0], output);
        }
        assert!(on_edge >= polygon.len());
    }
}

#[test]
fn rounding_opens_no_crack_along_a_diagonal() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let mut on_diagonals = 0;
    for count in 6..40 {
        let polygon = star_shaped(count, 0.2..1.0, &mut rng);
        let regions = Regions::new(std::slice::from_ref(&polygon)).unwrap();
        let network = regions.network().unwrap();
        let outer: Vec<_> = edges(&polygon).collect();
        for piece in regions.pieces() {
            for (a, b) in edges(&piece.corners).filter(|edge| !outer.contains(edge)) {
                let points: Vec<Point> = (1..200)
                    .map(|i| f64::from(i) / 200.0)
                    .map(|t| (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1)))
                    .collect();
                on_diagonals += points.len();
                assert!(
                    classify(&network, &points)
                        .iter()
                        .all(|&output| output == 1.0)
                );
            }
        }
    }
    assert!(on_diagonals > 10_000);
}

#[test]
fn pieces_are_convex_and_cover_the_polygon_once() {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let random = (0..40).map(|i| star_shaped(5 + i, 0.1..1.0, &mut rng));
    for polygon in hand_picked().into_iter().chain(random) {
        let pieces = convex_pieces(&polygon).unwrap();
        let mut area = 0.0;
        let mut reflex = 0;
        for (i, &at) in polygon.iter().enumerate() {
            let before = polygon[(i + polygon.len() - 1) % polygon.len()];
            let after = polygon[(i + 1) % polygon.len()];
            reflex += usize::from(turn(before, at, after) < 0.0);
        }
        for piece in &pieces {
            let count = piece.len();
            assert!(piece.iter().all(|corner| polygon.contains(corner)));
            let turns = |i: usize| turn(piece[i], piece[(i + 1) % count], piece[(i + 2) % count]);
            assert!((0..count).all(|i| turns(i) >= 0.0), "{piece:?}");
            area += reference(piece).signed_area();
        }
        assert!((area - reference(&polygon).unsigned_area()).abs() < 1e-12 * area.max(1.0));
        // A cut ends in at most two reflex corners, and each needs two cuts at most.
        assert!(pieces.len() > reflex.div_ceil(2), "{} pieces", pieces.len());
        assert!(pieces.len() <= 2 * reflex + 1, "{} pieces", pieces.len());
    }
}

fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.0 - a.0) * (c.1 - b.1) - (b.1 - a.1) * (c.0 - b.0)
}

#[test]
fn neighbours_share_a_line_and_an_l_needs_few_half_planes() {
    let regions = Regions::new(&[letter_l()]).unwrap();
    assert_eq!(regions.pieces().len(), 2);
    // Six sides, and the cut: it goes on along a side, but one of its two half-planes is new.
    let network = regions.network().unwrap();
    assert_eq!(regions.half_planes().len(), network.sizes()[1]);
    assert!(regions.half_planes().len() <= 8);
}

fn fault(polygons: &[Vec<Point>]) -> (usize, usize, CornerFault) {
    match Regions::new(polygons) {
        Err(Error::Corner {
            polygon,
            corner,
            fault,
        }) => (polygon, corner, fault),
        other => panic!("expected a corner at fault, got {other:?}"),
    }
}

#[test]
fn polygons_that_are_not_simple_are_named() {
    let square = || whole(&[(0, 0), (2, 0), (2, 2), (0, 2)]);
    assert_eq!(
        Regions::new(&[]),
        Err(Error::Empty {
            what: "the list of polygons"
        })
    );
    assert_eq!(
        fault(&[square(), whole(&[(0, 0), (1, 0)])]),
        (1, 2, CornerFault::TooFew { count: 2 })
    );
    assert_eq!(fault(&[vec![]]), (0, 0, CornerFault::TooFew { count: 0 }));
    for bad in [f64::NAN, f64::INFINITY, -1e101] {
        let mut corners = square();
        corners[2].1 = bad;
        let (polygon, corner, fault) = fault(&[corners]);
        assert_eq!((polygon, corner), (0, 2));
        let shown = fault.to_string();
        assert!(shown.starts_with(&format!("(2, {bad})")), "{shown}");
    }
    let mut closed = square();
    closed.push(closed[0]);
    assert_eq!(fault(&[closed]), (0, 4, CornerFault::Repeated { first: 0 }));
    assert_eq!(
        fault(&[whole(&[(0, 0), (1, 1), (2, 2), (5, 5)])]),
        (0, 3, CornerFault::OneLine)
    );
    let bow_tie = whole(&[(0, 0), (2, 2), (2, 0), (0, 2)]);
    assert_eq!(fault(&[bow_tie]), (0, 2, CornerFault::Crossing { edge: 0 }));
    let touching = whole(&[(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)]);
    assert_eq!(
        fault(&[touching]),
        (0, 2, CornerFault::Crossing { edge: 0 })
    );
    let spike = whole(&[(0, 0), (4, 0), (2, 0), (0, 4)]);
    assert_eq!(fault(&[spike]), (0, 1, CornerFault::Crossing { edge: 0 }));
    let message = Regions::new(&[square(), whole(&[(0, 0), (2, 2), (2, 0), (0, 2)])]).unwrap_err();
    assert_eq!(
        message.to_string(),
        "polygon 1, corner 2: the edge from here meets the edge from corner 0; \
         edges may meet only in the corner they share"
    );
}

#[test]
fn single_precision_classifies_alike_away_from_the_edge() {
    let polygon = five_pointed_star();
    let network = Regions::new(std::slice::from_ref(&polygon))
        .unwrap()
        .network()
        .unwrap();
    let single: Network<f32> = network.cast().unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    for _ in 0..POINTS {
        let p = (
            rng.random_range(-1.0..1.0_f32),
            rng.random_range(-1.0..1.0_f32),
        );
        let double = (f64::from(p.0), f64::from(p.1));
        if edges(&polygon).all(|edge| distance_to_edge(double, edge) > 1e-6) {
            let output = single.forward(&[p.0, p.1]).unwrap()[0];
            let expected = position(&reference(&polygon), double) == CoordPos::Inside;
            assert_eq!(output == 1.0, expected, "{p:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// Small whole coordinates put many corners on common lines, where cutting goes wrong first.
    #[test]
    fn any_corners_are_either_refused_with_reason_or_understood(
        corners in prop::collection::vec((0..7_i32, 0..7_i32), 3..10)
    ) {
        let corners = whole(&corners);
        let line = |i: usize| Line::new(corners[i], corners[(i + 1) % corners.len()]);
        match Regions::new(std::slice::from_ref(&corners)) {
            Ok(regions) => {
                let oracle = reference(&corners);
                let network = regions.network().unwrap();
                let grid: Vec<Point> = (-2..16)
                    .flat_map(|i| (-2..16).map(move |j| (f64::from(i) / 2.0, f64::from(j) / 2.0)))
                    .collect();
                for (p, output) in grid.iter().zip(classify(&network, &grid)) {
                    prop_assert_eq!(output == 1.0, position(&oracle, *p) != CoordPos::Outside);
                }
            }
            Err(Error::Corner { corner, fault: CornerFault::Crossing { edge }, .. }) => {
                prop_assert!(edge != corner && line(corner).intersects(&line(edge)));
            }
            Err(Error::Corner { corner, fault: CornerFault::Repeated { first }, .. }) => {
                prop_assert!(first < corner);
                prop_assert_eq!(corners[first], corners[corner]);
            }
            Err(Error::Corner { fault: CornerFault::OneLine, .. }) => {
                prop_assert_eq!(reference(&corners).unsigned_area(), 0.0);
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    /// Nearly straight outlines: every turn is of the size of rounding.
    #[test]
    fn outlines_as_thin_as_rounding_are_never_fatal(
        ulps in prop::collection::vec((0..20_u32, -3..4_i32), 3..12)
    ) {
        let corners: Vec<Point> = ulps
            .iter()
            .map(|&(x, off)| {
                let x = f64::from(x) / 10.0;
                (x, 0.3 * x + f64::from(off) * f64::EPSILON)
            })
            .collect();
        if let Ok(pieces) = convex_pieces(&corners) {
            prop_assert!(!pieces.is_empty());
            prop_assert!(Regions::new(&[corners]).unwrap().network().is_ok());
        }
    }
}
