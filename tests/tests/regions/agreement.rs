//! Inside and outside, edges and cuts: the network answers as the reference does.

use std::slice;

use downhill::network::Network;
use downhill::network::regions::{Point, Regions, convex_pieces};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use geo::Area;
use geo::coordinate_position::CoordPos;

use super::{
    POINTS, agrees, classify, distance_to_edge, edges, five_pointed_star, hand_picked, letter_e,
    letter_l, letter_w, position, reference, spiral, star_shaped,
};

#[test]
fn convex_polygons_agree_with_the_reference() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let triangle = vec![(0.0, 0.0), (5.0, 1.0), (1.5, 3.0)];
    assert!(agrees(&[triangle], 1) > 0);
    for corners in [4, 7, 30] {
        // On a circle every polygon is convex.
        let polygon = star_shaped(corners, 2.0..2.0000000001, &mut rng);
        let regions = Regions::new(slice::from_ref(&polygon)).unwrap();
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
        let inside = agrees(slice::from_ref(&polygon), seed as u64);
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
        let there = agrees(slice::from_ref(&polygon), 5);
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
        let network = Regions::new(slice::from_ref(&polygon))
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
        let regions = Regions::new(slice::from_ref(&polygon)).unwrap();
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

#[test]
fn single_precision_classifies_alike_away_from_the_edge() {
    let polygon = five_pointed_star();
    let network = Regions::new(slice::from_ref(&polygon))
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
