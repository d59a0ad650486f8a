//! Region networks against an independent point-in-polygon test: polygons to try, and the
//! comparison itself.

mod agreement;
mod refusals;

use std::f64::consts::TAU;

use downhill::activation::Activation;
use downhill::ndarray::Array2;
use downhill::network::Network;
use downhill::network::regions::{Point, Regions};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Coord, LineString, Polygon};

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
