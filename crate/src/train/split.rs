//! Three parts of the samples: to learn from, to choose by, to judge by.

use rand::{Rng, seq::SliceRandom};

use crate::data::Samples;
use crate::error::{Error, Result};
use crate::number::Float;

/// Samples in three parts, none of them empty. Networks learn from the first; the second decides everything
/// that is chosen, such as when to stop and how strong a penalty is; the third is looked at once, at the end.
///
/// # Examples
/// ```
/// use downhill::{data::digits, train::Split};
/// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
/// let rng = &mut ChaCha8Rng::seed_from_u64(0);
/// let parts = Split::stratified(&digits()?.samples()?, [0.6, 0.2], rng)?;
/// let counts = [&parts.training, &parts.validation, &parts.test].map(|part| part.count());
/// assert_eq!(counts, [1078, 360, 359]);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Split<F = f64> {
    /// To learn from.
    pub training: Samples<F>,
    /// To choose by.
    pub validation: Samples<F>,
    /// To judge by.
    pub test: Samples<F>,
}

impl<F: Float> Split<F> {
    /// Divides the samples at random: these shares of them, rounded, for training and validation, the rest for the test.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] with a share that is not between 0 and 1, with the sum of both unless it is below 1,
    /// or with the share of a part that would be empty.
    ///
    /// ```
    /// use downhill::{data::{Samples, logic}, train::Split};
    /// use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let xor: Samples = logic::xor().into();
    /// let error = Split::random(&xor, [0.5, 0.1], &mut ChaCha8Rng::seed_from_u64(0)).unwrap_err();
    /// assert_eq!(error.to_string(), "the share for validation is 0.1; it must be large enough for one sample or more");
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn random(samples: &Samples<F>, shares: [f64; 2], rng: &mut impl Rng) -> Result<Self> {
        let mut order: Vec<usize> = (0..samples.count()).collect();
        order.shuffle(rng);
        Self::cut(samples, shares, &order)
    }

    /// Like [`random`](Self::random), with every class divided in the same proportion: its members lie evenly over a random order
    /// before that is cut, so that no part has more than one sample too many or too few of a class at either of its ends. Samples of the same
    /// row of targets are a class.
    ///
    /// # Errors
    /// As for [`random`](Self::random).
    ///
    /// # References
    /// R. Kohavi, "A study of cross-validation and bootstrap for accuracy estimation and model selection", *IJCAI* 1995,
    /// 1137–1143.
    pub fn stratified(samples: &Samples<F>, shares: [f64; 2], rng: &mut impl Rng) -> Result<Self> {
        let mut order: Vec<usize> = (0..samples.count()).collect();
        order.shuffle(rng);
        let targets = samples.targets();
        let mut classes: Vec<Vec<usize>> = Vec::new();
        for row in order {
            let same = |class: &&mut Vec<usize>| targets.row(class[0]) == targets.row(row);
            match classes.iter_mut().find(same) {
                Some(class) => class.push(row),
                None => classes.push(vec![row]),
            }
        }
        // The k-th of n members has its place at (k + 1/2) / n of the whole.
        let mut places: Vec<(f64, usize)> = Vec::new();
        for class in &classes {
            let place = |k: usize| (k as f64 + 0.5) / class.len() as f64;
            places.extend(class.iter().enumerate().map(|(k, &row)| (place(k), row)));
        }
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        let order: Vec<usize> = places.into_iter().map(|(_, row)| row).collect();
        Self::cut(samples, shares, &order)
    }

    fn cut(samples: &Samples<F>, shares: [f64; 2], order: &[usize]) -> Result<Self> {
        let out = |name, value, range| Err(Error::OutOfRange { name, value, range });
        let names = ["the share for training", "the share for validation"];
        for (name, share) in names.into_iter().zip(shares) {
            if !(share > 0.0 && share < 1.0) {
                return out(name, share, "between 0 and 1");
            }
        }
        let both = shares[0] + shares[1];
        if both >= 1.0 {
            let name = "the share for training and validation together";
            return out(name, both, "below 1");
        }
        let count = samples.count() as f64;
        let first = (shares[0] * count).round() as usize;
        let second = (both * count).round() as usize;
        for (name, share, from, to) in [
            (names[0], shares[0], 0, first),
            (names[1], shares[1], first, second),
            (
                "the share for the test",
                1.0 - both,
                second,
                samples.count(),
            ),
        ] {
            if from >= to {
                return out(name, share, "large enough for one sample or more");
            }
        }
        Ok(Self {
            training: samples.rows(&order[..first])?,
            validation: samples.rows(&order[first..second])?,
            test: samples.rows(&order[second..])?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    /// Inputs are the sample's number; one sample in four is of class 1.
    fn samples(count: usize) -> Samples {
        let inputs = Array2::from_shape_fn((count, 1), |(i, _)| i as f64);
        let targets = inputs.mapv(|i| f64::from(u8::from(i % 4.0 == 0.0)));
        Samples::new(inputs, targets).unwrap()
    }

    fn rng(seed: u64) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(seed)
    }

    #[test]
    fn every_sample_is_in_exactly_one_part() {
        for stratified in [false, true] {
            let all = samples(103);
            let split = if stratified {
                Split::stratified(&all, [0.5, 0.3], &mut rng(1))
            } else {
                Split::random(&all, [0.5, 0.3], &mut rng(1))
            };
            let split = split.unwrap();
            let parts = [&split.training, &split.validation, &split.test];
            assert_eq!(parts.map(Samples::count), [52, 30, 21]);
            let numbers = parts.map(|part| part.inputs().iter().copied().collect::<Vec<f64>>());
            let mut numbers = numbers.concat();
            assert!(!numbers.is_sorted());
            numbers.sort_by(f64::total_cmp);
            assert_eq!(numbers, all.inputs().iter().copied().collect::<Vec<f64>>());
        }
    }

    #[test]
    fn strata_keep_the_proportion_of_a_class_and_chance_does_not() {
        let all = samples(400);
        let counts = |split: &Split| {
            [&split.training, &split.validation, &split.test].map(|part| part.targets().sum())
        };
        let mut chance = Vec::new();
        for seed in 0..10 {
            let strata = Split::stratified(&all, [0.6, 0.2], &mut rng(seed)).unwrap();
            assert_eq!(counts(&strata), [60.0, 20.0, 20.0]);
            chance.push(counts(
                &Split::random(&all, [0.6, 0.2], &mut rng(seed)).unwrap(),
            ));
        }
        assert!(chance.iter().any(|&found| found != [60.0, 20.0, 20.0]));
    }

    #[test]
    fn shares_that_leave_a_part_empty_are_named() {
        let message = |count, shares| {
            let split = Split::random(&samples(count), shares, &mut rng(0));
            split.unwrap_err().to_string()
        };
        assert_eq!(
            message(10, [0.0, 0.5]),
            "the share for training is 0; it must be between 0 and 1"
        );
        assert_eq!(
            message(10, [0.5, f64::NAN]),
            "the share for validation is NaN; it must be between 0 and 1"
        );
        assert_eq!(
            message(10, [0.75, 0.25]),
            "the share for training and validation together is 1; it must be below 1"
        );
        assert_eq!(
            message(4, [0.1, 0.5]),
            "the share for training is 0.1; it must be large enough for one sample or more"
        );
        assert_eq!(
            message(4, [0.5, 0.4375]),
            "the share for the test is 0.0625; it must be large enough for one sample or more"
        );
    }
}
