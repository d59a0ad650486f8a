//! MNIST-1D: ten signals of 40 numbers, made by a formula.

use ndarray::{Array2, ArrayViewMut1};
use rand::{RngExt, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use rand_distr::StandardNormal;

use super::{Samples, encode};
use crate::elementary::exp;
use crate::{Error, Result};

/// What the ten signals look like before anything is done to them.
const TEMPLATES: [[f64; 12]; 10] = [
    [5.0, 6.0, 6.5, 6.75, 7.0, 7.0, 7.0, 7.0, 6.75, 6.5, 6.0, 5.0],
    [5.0, 3.0, 3.0, 3.4, 3.8, 4.2, 4.6, 5.0, 5.4, 5.8, 5.0, 5.0],
    [5.0, 6.0, 6.5, 6.5, 6.0, 5.25, 4.75, 4.0, 3.5, 3.5, 4.0, 5.0],
    [5.0, 6.0, 6.5, 6.5, 6.0, 5.0, 5.0, 6.0, 6.5, 6.5, 6.0, 5.0],
    [5.0, 4.4, 3.8, 3.2, 2.6, 2.6, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0],
    [5.0, 3.0, 3.0, 3.0, 3.0, 5.0, 6.0, 6.5, 6.5, 6.0, 4.5, 5.0],
    [5.0, 4.0, 3.5, 3.25, 3.0, 3.0, 3.0, 3.0, 3.25, 3.5, 4.0, 5.0],
    [5.0, 7.0, 7.0, 6.6, 6.2, 5.8, 5.4, 5.0, 4.6, 4.2, 5.0, 5.0],
    [5.0, 4.0, 3.5, 3.5, 4.0, 5.0, 5.0, 4.0, 3.5, 3.5, 4.0, 5.0],
    [5.0, 4.0, 3.5, 3.5, 4.0, 5.0, 5.0, 5.0, 5.0, 4.7, 4.3, 5.0],
];
const LENGTH: usize = TEMPLATES[0].len();
/// So many zeros are put behind a template, from the first to the second number.
const PADDING: [usize; 2] = [36, 60];
const PADDED: usize = LENGTH + PADDING[1];
const FEATURES: usize = 40;
/// Signals are turned round by fewer places than this.
const TURN: usize = 48;
const SCALE: f64 = 0.4;
const SHEAR: f64 = 0.75;
const CORRELATED: f64 = 0.25;
const INDEPENDENT: f64 = 0.02;
/// The standard deviation, in places, of the window that correlates noise, and where it is cut off.
const SMOOTH: f64 = 2.0;
const RADIUS: usize = 8;

/// Samples of MNIST-1D: signals of 40 numbers in ten classes, equally many of each, in random order. Each is a template of twelve numbers
/// that was padded, stretched, scaled, turned round, set into correlated noise, sheared and sampled anew; all numbers
/// together then have mean 0 and variance 1.
///
/// The paper has 5,000 samples, of which the first 4,000 are learnt from. Its formula is followed, with the generator that is
/// passed in: the numbers are others, the distribution is the same.
///
/// # Errors
/// [`Error::OutOfRange`] unless the number of samples is a positive multiple of 10.
///
/// # References
/// S. Greydanus and D. Kobak, "Scaling down deep learning with MNIST-1D", *ICML 2024*,
/// [arXiv:2011.14439](https://arxiv.org/abs/2011.14439), and the authors' program <https://github.com/greydanus/mnist1d>.
///
/// ```
/// use downhill::data::mnist1d;
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
///
/// let samples = mnist1d(5_000, &mut ChaCha8Rng::seed_from_u64(1))?;
/// assert_eq!((samples.count(), samples.features(), samples.outputs()), (5_000, 40, 10));
/// assert_eq!(samples.targets().column(3).sum(), 500.0);
/// assert!((samples.inputs().std(0.0) - 1.0).abs() < 1e-12);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn mnist1d(samples: usize, rng: &mut ChaCha8Rng) -> Result<Samples> {
    if samples == 0 || !samples.is_multiple_of(TEMPLATES.len()) {
        return Err(Error::OutOfRange {
            name: "the number of samples of MNIST-1D",
            value: samples as f64,
            range: "a positive multiple of 10",
        });
    }
    let templates = TEMPLATES.map(whitened);
    let mut labels: Vec<usize> = (0..samples).map(|i| i % TEMPLATES.len()).collect();
    labels.shuffle(rng);
    let window = window();
    let mut inputs = Array2::zeros((samples, FEATURES));
    for (&label, row) in labels.iter().zip(inputs.rows_mut()) {
        transformed(&templates[label], &window, rng, row);
    }
    let (mean, deviation) = (inputs.mean().unwrap_or(0.0), inputs.std(0.0));
    inputs.mapv_inplace(|x| (x - mean) / deviation);
    Samples::new(inputs, encode::classes(&labels, TEMPLATES.len())?)
}

/// A template with variance 1/36 that begins at 0.
fn whitened(template: [f64; LENGTH]) -> [f64; LENGTH] {
    let count = LENGTH as f64;
    let mean = template.iter().sum::<f64>() / count;
    let squares: f64 = template.iter().map(|x| (x - mean) * (x - mean)).sum();
    let deviation = (squares / count).sqrt();
    template.map(|x| (x - template[0]) / deviation / 6.0)
}

/// One sample of a template's class.
fn transformed(
    template: &[f64; LENGTH],
    window: &[f64],
    rng: &mut ChaCha8Rng,
    row: ArrayViewMut1<'_, f64>,
) {
    // What is 0 afterwards is ground, and a point of the signal should not be.
    let mut signal: Vec<f64> = template.iter().map(|x| x + 1e-8).collect();
    signal.resize(LENGTH + rng.random_range(PADDING[0]..=PADDING[1]), 0.0);
    let scale = 1.0 + SCALE * (rng.random::<f64>() - 0.5);
    let mut signal: Vec<f64> = at_places(&signal, PADDED).map(|x| x * scale).collect();
    signal.rotate_right(rng.random_range(0..TURN));
    let ground = smoothed(&normal(CORRELATED, rng), window);
    let noise = normal(INDEPENDENT, rng);
    let shear = SHEAR * (rng.random::<f64>() - 0.5);
    for (i, x) in signal.iter_mut().enumerate() {
        if *x == 0.0 {
            *x = ground[i];
        }
        let place = i as f64 / (PADDED - 1) as f64 - 0.5;
        *x += noise[i] - shear * place;
    }
    for (to, x) in row.into_iter().zip(at_places(&signal, FEATURES)) {
        *to = x;
    }
}

/// A signal at so many places, evenly spaced from its first point to its last, on straight lines between its points.
fn at_places(signal: &[f64], places: usize) -> impl Iterator<Item = f64> {
    let step = (signal.len() - 1) as f64 / (places - 1) as f64;
    (0..places).map(move |i| {
        let place = i as f64 * step;
        let before = (place as usize).min(signal.len() - 2);
        let share = place - before as f64;
        signal[before] + share * (signal[before + 1] - signal[before])
    })
}

fn normal(deviation: f64, rng: &mut ChaCha8Rng) -> Vec<f64> {
    let deviates = std::iter::repeat_with(|| deviation * rng.sample::<f64, _>(StandardNormal));
    deviates.take(PADDED).collect()
}

/// The weights of a Gaussian window of 2 · RADIUS + 1 places; their sum is 1.
fn window() -> Vec<f64> {
    let weight = |place: usize| {
        let distance = (place as f64 - RADIUS as f64) / SMOOTH;
        exp(-0.5 * distance * distance)
    };
    let weights: Vec<f64> = (0..=2 * RADIUS).map(weight).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

/// Noise under the window; beyond its ends it is its own mirror image.
fn smoothed(noise: &[f64], window: &[f64]) -> Vec<f64> {
    let count = noise.len();
    let mirrored = |place: usize| match place {
        // Places are counted from one radius before the first.
        _ if place < RADIUS => noise[RADIUS - 1 - place],
        _ if place < RADIUS + count => noise[place - RADIUS],
        _ => noise[2 * count - 1 - (place - RADIUS)],
    };
    let at = |place: usize| {
        let weighted = window.iter().enumerate();
        weighted
            .map(|(i, weight)| weight * mirrored(place + i))
            .sum()
    };
    (0..count).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn places_lie_on_the_lines_between_points_and_end_at_the_ends() {
        let places: Vec<f64> = at_places(&[0.0, 2.0, 0.0], 5).collect();
        assert_eq!(places, [0.0, 1.0, 2.0, 1.0, 0.0]);
        let last = at_places(&[1.0, 5.0, 3.0, 7.0], 10).last().unwrap();
        assert!((last - 7.0).abs() < 1e-14);
    }

    #[test]
    fn the_window_sums_to_one_and_mirrors_at_the_ends() {
        let window = window();
        assert!((window.iter().sum::<f64>() - 1.0).abs() < 1e-15);
        assert!(
            smoothed(&[3.0; PADDED], &window)
                .iter()
                .all(|x| (x - 3.0).abs() < 1e-14)
        );
        // A number at an end is met twice, as itself and as its image one place further.
        let mut ends = [0.0; PADDED];
        (ends[0], ends[PADDED - 1]) = (1.0, 2.0);
        let ends = smoothed(&ends, &window);
        for (place, right) in [(0, 0.375_51), (1, 0.297_02), (70, 0.594_04), (71, 0.751_02)] {
            assert!(
                (ends[place] - right).abs() < 1e-4,
                "{place}: {}",
                ends[place]
            );
        }
    }

    #[test]
    fn templates_begin_at_zero_and_have_a_deviation_of_a_sixth() {
        for template in TEMPLATES.map(whitened) {
            assert_eq!(template[0], 0.0);
            let mean = template.iter().sum::<f64>() / 12.0;
            let variance = template
                .iter()
                .map(|x| (x - mean) * (x - mean))
                .sum::<f64>()
                / 12.0;
            assert!((variance * 36.0 - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_seed_decides_and_odd_counts_are_refused() {
        let draw = |seed| mnist1d(20, &mut ChaCha8Rng::seed_from_u64(seed)).unwrap();
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        for count in [0, 15] {
            let refused = mnist1d(count, &mut ChaCha8Rng::seed_from_u64(1)).unwrap_err();
            assert_eq!(
                refused.to_string(),
                format!(
                    "the number of samples of MNIST-1D is {count}; it must be a positive multiple of 10"
                )
            );
        }
    }
}
