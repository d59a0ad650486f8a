//! The checks of chapter 10 accept the book's solutions and refuse stubs and likely mistakes.

use downhill::exercise::Verdict;
use downhill_tests::judge;

fn wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong { .. })
}

#[test]
fn the_books_solutions_pass() {
    assert!(judge!("10-approximation", "lines", solution).passed());
    assert!(judge!("10-approximation", "pieces", solution).passed());
    assert!(judge!("10-approximation", "choose", solution).passed());
}

#[test]
fn stubs_are_not_solved() {
    let stub = |verdict: Verdict| assert!(matches!(verdict, Verdict::NotSolved { .. }));
    stub(judge!("10-approximation", "lines", stub));
    stub(judge!("10-approximation", "pieces", stub));
    stub(judge!("10-approximation", "choose", stub));
}

#[test]
fn lines_by_slopes_or_by_a_staircase_are_wrong() {
    // The slope itself instead of its change.
    assert!(wrong(&judge! {"10-approximation", "lines",
        fn through(points: &[(f64, f64)]) -> Result<Network> {
            let count = points.len() - 1;
            let slope = |k: usize| (points[k + 1].1 - points[k].1) / (points[k + 1].0 - points[k].0);
            Network::new(vec![
                Layer::new(Array2::ones((count, 1)), Array1::from_shape_fn(count, |k| -points[k].0), Relu),
                Layer::new(Array2::from_shape_fn((1, count), |(_, k)| slope(k)), array![points[0].1], Identity),
            ])
        }
    }));
    // The bias forgotten.
    assert!(wrong(&judge! {"10-approximation", "lines",
        fn through(points: &[(f64, f64)]) -> Result<Network> {
            let count = points.len() - 1;
            let slope = |k: usize| (points[k + 1].1 - points[k].1) / (points[k + 1].0 - points[k].0);
            let bend = |k: usize| if k == 0 { slope(0) } else { slope(k) - slope(k - 1) };
            Network::new(vec![
                Layer::new(Array2::ones((count, 1)), Array1::from_shape_fn(count, |k| -points[k].0), Relu),
                Layer::new(Array2::from_shape_fn((1, count), |(_, k)| bend(k)), array![0.0], Identity),
            ])
        }
    }));
    assert!(wrong(&judge! {"10-approximation", "lines",
        fn through(points: &[(f64, f64)]) -> Result<Network> {
            let height = points[0].1;
            staircase(move |_| height, (-1.0, 1.0), 5, 20.0)
        }
    }));
}

#[test]
fn too_few_or_too_many_pieces_are_wrong() {
    // Half as wide as they may be.
    assert!(wrong(&judge! {"10-approximation", "pieces",
        fn pieces(slope: f64, length: f64, error: f64) -> usize { (slope * length / error).ceil() as usize }
    }));
    // Rounded down.
    assert!(wrong(&judge! {"10-approximation", "pieces",
        fn pieces(slope: f64, length: f64, error: f64) -> usize { (slope * length / (2.0 * error)) as usize }
    }));
    // The length forgotten.
    assert!(wrong(&judge! {"10-approximation", "pieces",
        fn pieces(slope: f64, _: f64, error: f64) -> usize { (slope / (2.0 * error)).ceil() as usize }
    }));
}

#[test]
fn the_best_the_first_or_a_whole_deviation_are_wrong() {
    // The width with the lowest mean.
    assert!(wrong(&judge! {"10-approximation", "choose",
        fn choose(scores: &[(usize, Vec<f64>)]) -> usize {
            let mean = |losses: &[f64]| losses.iter().sum::<f64>() / losses.len() as f64;
            scores.iter().min_by(|a, b| mean(&a.1).total_cmp(&mean(&b.1))).unwrap().0
        }
    }));
    // The smallest, whatever its loss.
    assert!(wrong(&judge! {"10-approximation", "choose",
        fn choose(scores: &[(usize, Vec<f64>)]) -> usize { scores.iter().map(|score| score.0).min().unwrap() }
    }));
    // The lowest single loss.
    assert!(wrong(&judge! {"10-approximation", "choose",
        fn choose(scores: &[(usize, Vec<f64>)]) -> usize {
            let least = |losses: &[f64]| losses.iter().copied().fold(f64::INFINITY, f64::min);
            scores.iter().min_by(|a, b| least(&a.1).total_cmp(&least(&b.1))).unwrap().0
        }
    }));
    // Three standard errors.
    assert!(wrong(&judge! {"10-approximation", "choose",
        fn choose(scores: &[(usize, Vec<f64>)]) -> usize {
            let mean = |losses: &[f64]| losses.iter().sum::<f64>() / losses.len() as f64;
            let best = scores.iter().min_by(|a, b| mean(&a.1).total_cmp(&mean(&b.1))).unwrap();
            let (lowest, n) = (mean(&best.1), best.1.len() as f64);
            let squares: f64 = best.1.iter().map(|loss| (loss - lowest).powi(2)).sum();
            let limit = lowest + 4.0 * (squares / (n - 1.0) / n).sqrt();
            scores.iter().filter(|score| mean(&score.1) <= limit).map(|score| score.0).min().unwrap()
        }
    }));
}
