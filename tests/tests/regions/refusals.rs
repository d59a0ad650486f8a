//! Corners that are no polygon are refused with the reason; all others are understood.

use downhill::Error;
use downhill::network::regions::{CornerFault, Point, PolygonError, Regions, convex_pieces};
use geo::coordinate_position::CoordPos;
use geo::{Area, Intersects, Line};
use proptest::prelude::*;

use super::{classify, position, reference, whole};

fn fault(polygons: &[Vec<Point>]) -> (usize, usize, CornerFault) {
    match Regions::new(polygons) {
        Err(PolygonError::Corner {
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
    assert_eq!(Regions::new(&[]), Err(PolygonError::NoPolygons));
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
    let refused = Regions::new(&[vec![]]).unwrap_err();
    assert_eq!(
        Error::from(refused.clone()).to_string(),
        refused.to_string()
    );
    let message = Regions::new(&[square(), whole(&[(0, 0), (2, 2), (2, 0), (0, 2)])]).unwrap_err();
    assert_eq!(
        message.to_string(),
        "polygon 1, corner 2: the edge from here meets the edge from corner 0; \
         edges may meet only in the corner they share"
    );
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
            Err(PolygonError::Corner { corner, fault: CornerFault::Crossing { edge }, .. }) => {
                prop_assert!(edge != corner && line(corner).intersects(&line(edge)));
            }
            Err(PolygonError::Corner { corner, fault: CornerFault::Repeated { first }, .. }) => {
                prop_assert!(first < corner);
                prop_assert_eq!(corners[first], corners[corner]);
            }
            Err(PolygonError::Corner { fault: CornerFault::OneLine, .. }) => {
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
