//! Fewer points for the same picture: what a tenth of a pixel cannot show is left out.

use crate::canvas::Px;

/// Above this many points a line is first reduced to what each half pixel column shows.
const MANY: usize = 2000;

/// A polyline with the points left out that change it by no more than a tenth of a pixel.
pub(crate) fn polyline(mut points: Vec<Px>) -> Vec<Px> {
    points.dedup();
    if points.len() > MANY {
        points = columns(&points);
    }
    straighten(&points)
}

/// Of each run of points in one half pixel column: the first, the lowest, the highest and the last.
fn columns(points: &[Px]) -> Vec<Px> {
    let mut kept = Vec::new();
    for run in points.chunk_by(|a, b| a.0.div_euclid(5) == b.0.div_euclid(5)) {
        let index = |best: Option<(usize, &Px)>| best.map_or(0, |(i, _)| i);
        let low = index(run.iter().enumerate().min_by_key(|(_, p)| p.1));
        let high = index(run.iter().enumerate().max_by_key(|(_, p)| p.1));
        let mut chosen = [0, low, high, run.len() - 1];
        chosen.sort_unstable();
        kept.extend(chosen.map(|i| run[i]));
    }
    kept.dedup();
    kept
}

/// Ramer (1972), Douglas and Peucker (1973), with a tolerance of one tenth of a pixel.
fn straighten(points: &[Px]) -> Vec<Px> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut keep = vec![false; points.len()];
    keep[0] = true;
    keep[points.len() - 1] = true;
    let mut spans = vec![(0, points.len() - 1)];
    while let Some((from, to)) = spans.pop() {
        let farthest = (from + 1..to)
            .map(|i| (i, distance(points[i], points[from], points[to])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((middle, distance)) = farthest
            && distance > 1.0
        {
            keep[middle] = true;
            spans.extend([(from, middle), (middle, to)]);
        }
    }
    let kept = points.iter().zip(keep).filter(|&(_, keep)| keep);
    kept.map(|(&point, _)| point).collect()
}

/// How far `p` is from the segment between `a` and `b`.
fn distance(p: Px, a: Px, b: Px) -> f64 {
    let vector = |from: Px, to: Px| (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    let (ab, ap) = (vector(a, b), vector(a, p));
    let square = ab.0 * ab.0 + ab.1 * ab.1;
    let t = if square > 0.0 {
        ((ap.0 * ab.0 + ap.1 * ab.1) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (ap.0 - t * ab.0).hypot(ap.1 - t * ab.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_runs_shrink_and_corners_stay() {
        let line: Vec<Px> = (0..=100).map(|i| (i, 2 * i)).collect();
        assert_eq!(polyline(line), [(0, 0), (100, 200)]);
        let corner = vec![(0, 0), (50, 0), (50, 50), (50, 99)];
        assert_eq!(polyline(corner), [(0, 0), (50, 0), (50, 99)]);
    }

    #[test]
    fn dense_noise_keeps_its_envelope() {
        let noise: Vec<Px> = (0..100_000).map(|i| (i / 25, (i * 7919) % 1000)).collect();
        let thin = polyline(noise.clone());
        assert!(thin.len() < 4000, "{}", thin.len());
        assert_eq!(
            thin.iter().map(|p| p.1).max(),
            noise.iter().map(|p| p.1).max()
        );
        assert_eq!(thin.last(), noise.last());
    }
}
