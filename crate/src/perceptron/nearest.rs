//! The point of a convex hull that is nearest to the origin, by Wolfe's algorithm. Serves [`separability`](super::separability).

use ndarray::{Array1, Array2, Axis, s};

use crate::linalg::Qr;

/// Relative to 1, what is taken for rounding.
const TINY: f64 = 1e-10;

/// A point of a convex hull as a weighted mean of a few of the points that span it.
#[derive(Clone)]
pub(super) struct Mean {
    pub(super) point: Array1<f64>,
    pub(super) support: Vec<usize>,
    pub(super) weights: Vec<f64>,
}

/// The point of the convex hull of the rows of `points` that is nearest to the origin.
///
/// Wolfe's algorithm keeps a small set of rows, the support, whose nearest point to the origin lies
/// inside their hull. As long as another row lies on the origin's side of the plane through that
/// point, it joins; rows that the new nearest point leaves outside drop out. Every step brings the
/// point nearer; where rounding lets it not, the search is over.
pub(super) fn nearest_point(points: &Array2<f64>) -> Mean {
    let squares = points.map_axis(Axis(1), |p| p.dot(&p));
    let scale = squares.fold(0.0_f64, |a, &b| a.max(b));
    let mut mean = Mean::at(points, argmin(&squares));
    loop {
        let length = mean.point.dot(&mean.point);
        let heights = points.dot(&mean.point);
        let lowest = argmin(&heights);
        let at_origin = length <= TINY * TINY * scale;
        if at_origin || heights[lowest] >= length * (1.0 - TINY) {
            return mean;
        }
        match mean.joined_by(lowest, points) {
            Some(nearer) if nearer.point.dot(&nearer.point) < length => mean = nearer,
            _ => return mean,
        }
    }
}

impl Mean {
    fn at(points: &Array2<f64>, row: usize) -> Self {
        Self {
            point: points.row(row).to_owned(),
            support: vec![row],
            weights: vec![1.0],
        }
    }

    /// The nearest point to the origin once `row` has joined the support and what it makes
    /// superfluous has left; `None` if rounding makes the support's plane degenerate.
    fn joined_by(&self, row: usize, points: &Array2<f64>) -> Option<Self> {
        let mut next = self.clone();
        next.support.push(row);
        next.weights.push(0.0);
        loop {
            let wanted = nearest_in_plane(points, &next.support)?;
            if wanted.iter().all(|&weight| weight > TINY) {
                next.weights = wanted.to_vec();
                break;
            }
            // Go towards the plane's nearest point as far as the hull reaches; drop what is 0 there.
            let pairs = next.weights.iter().zip(&wanted);
            let reach = pairs
                .filter(|&(_, &wanted)| wanted <= TINY)
                .map(|(&now, &wanted)| now / (now - wanted))
                .fold(1.0, f64::min);
            for (now, wanted) in next.weights.iter_mut().zip(&wanted) {
                *now += reach * (wanted - *now);
            }
            let kept: Vec<bool> = next.weights.iter().map(|&weight| weight > TINY).collect();
            next.retain(&kept);
        }
        let chosen = points.select(Axis(0), &next.support);
        next.point = Array1::from(next.weights.clone()).dot(&chosen);
        Some(next)
    }

    /// The mean of the same rows of other points that is nearest to the origin, if each still has a share in it.
    pub(super) fn weighed_again(&self, points: &Array2<f64>) -> Option<Self> {
        let weights = nearest_in_plane(points, &self.support)?;
        let shared = weights.iter().all(|&weight| weight > 0.0);
        shared.then(|| Self {
            point: weights.dot(&points.select(Axis(0), &self.support)),
            support: self.support.clone(),
            weights: weights.to_vec(),
        })
    }

    fn retain(&mut self, kept: &[bool]) {
        let mut keep = kept.iter();
        self.support.retain(|_| keep.next() == Some(&true));
        let mut keep = kept.iter();
        self.weights.retain(|_| keep.next() == Some(&true));
    }
}

/// The weights, adding up to 1 but of any sign, of the point nearest to the origin in the plane through
/// the rows of the support: where the gradient of the squared length is the same for all weights.
fn nearest_in_plane(points: &Array2<f64>, support: &[usize]) -> Option<Array1<f64>> {
    let chosen = points.select(Axis(0), support);
    let size = support.len();
    let mut matrix = Array2::ones((size + 1, size + 1));
    matrix[[size, size]] = 0.0;
    matrix
        .slice_mut(s![..size, ..size])
        .assign(&chosen.dot(&chosen.t()));
    let mut right = Array1::zeros(size + 1);
    right[size] = 1.0;
    let solution = Qr::new(&matrix).and_then(|qr| qr.solve(&right)).ok()?;
    let weights = solution.slice_move(s![..size]);
    // Rounding leaves their sum a last digit away from 1.
    Some(&weights / weights.sum())
}

fn argmin(values: &Array1<f64>) -> usize {
    let lowest = values.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
    lowest.map_or(0, |(index, _)| index)
}
