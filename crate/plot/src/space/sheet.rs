//! A surface over the floor of the box: its facets, and what it hides.

use super::view::Place;
use crate::field::Grid;
use crate::scale::Scale;

/// Cells of the grid on which a surface is looked at, along each side; facets are a few times larger.
pub(super) const FINE: usize = 96;
/// Steps along a line of sight, for one edge of the box.
const STEPS: f64 = 128.0;
/// How far beside a surface a point still lies on it, in heights of the box.
const SLACK: f64 = 0.004;

/// A surface as heights in fractions of the box; a NaN is a hole.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    heights: Vec<f64>,
    /// How far the true surface may be from the straight one between the nodes, at each cell of twice their distance.
    slack: Vec<f64>,
}

/// What lies between a place and the eye, and behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// A surface is in front of it.
    Hidden,
    /// Seen, with a surface behind it or under it.
    Backed,
    /// Seen on the paper.
    Free,
}

impl Sheet {
    pub(super) fn of(grid: &Grid, z: &Scale) -> Self {
        let nodes = FINE + 1;
        let height = |i: usize, j: usize| match grid.value(i, j) {
            value if value.is_finite() => z.fraction(value),
            _ => f64::NAN,
        };
        let heights: Vec<f64> = (0..nodes * nodes)
            .map(|n| height(n % nodes, n / nodes))
            .collect();
        let at = |i: usize, j: usize| heights[j * nodes + i];
        let half = FINE / 2;
        let slack = (0..half * half).map(|n| {
            let (i, j) = (2 * (n % half), 2 * (n / half));
            let [a, b, c, d] = [at(i, j), at(i + 2, j), at(i, j + 2), at(i + 2, j + 2)];
            let bends = [
                at(i + 1, j) - f64::midpoint(a, b),
                at(i, j + 1) - f64::midpoint(a, c),
                at(i + 2, j + 1) - f64::midpoint(b, d),
                at(i + 1, j + 2) - f64::midpoint(c, d),
                at(i + 1, j + 1) - (a + b + c + d) / 4.0,
            ];
            // Half the distance bends a quarter as far.
            bends
                .iter()
                .fold(0.0_f64, |most, bend| most.max(bend.abs()))
                / 3.0
        });
        let slack = slack.collect();
        Sheet { heights, slack }
    }

    /// The height at a node of a mesh of `cells` cells a side.
    pub(super) fn node(&self, i: usize, j: usize, cells: usize) -> f64 {
        let step = FINE / cells;
        self.heights[j * step * (FINE + 1) + i * step]
    }

    /// How far a place is above the surface (0 if that is too little to tell), or `None` beside it and at holes.
    fn above(&self, [u, v, w]: Place) -> Option<f64> {
        if !(0.0..=1.0).contains(&u) || !(0.0..=1.0).contains(&v) {
            return None;
        }
        let (x, y) = (u * FINE as f64, v * FINE as f64);
        let (i, j) = ((x as usize).min(FINE - 1), (y as usize).min(FINE - 1));
        let (s, t) = (x - i as f64, y - j as f64);
        let at = |i: usize, j: usize| self.heights[j * (FINE + 1) + i];
        let low = at(i, j) * (1.0 - s) + at(i + 1, j) * s;
        let high = at(i, j + 1) * (1.0 - s) + at(i + 1, j + 1) * s;
        let height = low * (1.0 - t) + high * t;
        if !(-SLACK..=1.0 + SLACK).contains(&height) {
            return None; // a hole, or cut off
        }
        let slack = self.slack[(j / 2) * (FINE / 2) + i / 2] + SLACK;
        let above = w - height;
        Some(if above.abs() <= slack { 0.0 } else { above })
    }

    /// Does the surface come between a place and what lies that way? A place on it does not count.
    fn crosses(&self, from: Place, way: Place) -> bool {
        let longest = way.iter().fold(0.0_f64, |most, part| most.max(part.abs()));
        let step = way.map(|part| part / longest / STEPS);
        let mut at = from;
        let mut side = 0.0;
        loop {
            match self.above(at) {
                Some(0.0) => {}
                Some(above) if side != 0.0 && above.signum() != side => return true,
                Some(above) => side = above.signum(),
                None => side = 0.0,
            }
            for (part, step) in at.iter_mut().zip(step) {
                *part += step;
            }
            if at.iter().any(|part| !(-0.02..=1.02).contains(part)) {
                return false;
            }
        }
    }
}

/// How a place is seen among surfaces.
pub(super) fn sight(sheets: &[Sheet], place: Place, to_eye: Place) -> Sight {
    if sheets.iter().any(|sheet| sheet.crosses(place, to_eye)) {
        return Sight::Hidden;
    }
    let away = to_eye.map(|part| -part);
    let backs = |sheet: &Sheet| sheet.above(place) == Some(0.0) || sheet.crosses(place, away);
    if sheets.iter().any(backs) {
        Sight::Backed
    } else {
        Sight::Free
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::Rect;

    /// z = f(x, y) over the unit square, in a box from 0 to 1.
    fn sheet(f: impl Fn(f64, f64) -> f64) -> Sheet {
        let area = Rect::UNIT;
        let grid = Grid::of(f, area, (FINE, FINE)).unwrap();
        Sheet::of(&grid, &Scale::linear(0.0, 1.0))
    }

    const EYE: Place = [0.0, -1.0, 0.5];

    #[test]
    fn a_ridge_hides_what_lies_behind_it() {
        let ridge = sheet(|_, y| (-((y - 0.5) * 8.0).powi(2)).exp() * 0.8);
        let sheets = [ridge];
        let see = |place| sight(&sheets, place, EYE);
        assert_eq!(see([0.5, 0.9, 0.02]), Sight::Hidden, "behind the ridge");
        assert_eq!(see([0.5, 0.1, 0.05]), Sight::Backed, "before it");
        assert_eq!(see([0.5, 0.5, 0.8]), Sight::Backed, "on its top");
        assert_eq!(see([0.5, 0.6, 1.0]), Sight::Free, "over it, on the paper");
        assert_eq!(see([0.5, 0.5, 0.2]), Sight::Hidden, "within it");
    }

    #[test]
    fn a_path_on_a_curved_surface_is_seen() {
        let bowl = |x: f64, y: f64| 2.0 * ((x - 0.5).powi(2) + (y - 0.5).powi(2));
        let sheets = [sheet(bowl)];
        for i in 0..=100 {
            let (x, y) = (f64::from(i) / 100.0, 0.2 + 0.006 * f64::from(i));
            let seen = sight(&sheets, [x, y, bowl(x, y)], [0.1, -0.3, 1.0]);
            assert_eq!(seen, Sight::Backed, "({x}, {y})");
        }
    }

    #[test]
    fn holes_and_what_is_cut_off_hide_nothing() {
        let hole = sheet(|x, _| if x > 0.5 { f64::NAN } else { 0.5 });
        let cut = sheet(|_, _| 1.5);
        assert_eq!(
            sight(
                std::slice::from_ref(&hole),
                [0.8, 0.5, 0.1],
                [0.0, 0.0, 1.0]
            ),
            Sight::Free
        );
        assert_eq!(
            sight(&[hole], [0.2, 0.5, 0.1], [0.0, 0.0, 1.0]),
            Sight::Hidden
        );
        assert_eq!(sight(&[cut], [0.2, 0.5, 0.1], [0.0, 0.0, 1.0]), Sight::Free);
    }
}
