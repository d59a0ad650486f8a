//! A table of what a data set holds, feature by feature.

use std::fmt;

use ndarray::{Axis, concatenate};
use ndarray_stats::CorrelationExt;

use super::{Samples, Targets};
use crate::moments::{moments, scale};
use crate::spread::Spread;
use crate::{Error, Result};

/// What one feature of a data set is like.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureSummary {
    /// Its name.
    pub name: String,
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation, divided by n.
    pub deviation: f64,
    /// Its least and greatest number, its median and its quartiles.
    pub spread: Spread,
    /// Pearson's correlation with each number that should come out, from -1 to 1; `None` where the feature or
    /// the target is the same in every sample.
    pub correlations: Vec<Option<f64>>,
}

/// The name, mean and deviation, spread and correlations in a line, with the digits asked for.
impl fmt::Display for FeatureSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(3);
        let Self {
            name,
            mean,
            deviation,
            spread,
            ..
        } = self;
        write!(
            f,
            "{name}: mean {mean:.digits$}, deviation {deviation:.digits$}, median {spread:.digits$}, correlation"
        )?;
        for correlation in &self.correlations {
            match correlation {
                Some(r) => write!(f, " {r:.digits$}")?,
                None => write!(f, " -")?,
            }
        }
        Ok(())
    }
}

impl<T: Targets<f64>> Samples<f64, T> {
    /// What each feature is like, and how it goes together with the targets: a first look at a data set.
    ///
    /// $$r_{jk} = \frac{\sum_i (x_{ij} - \bar x_j)(y_{ik} - \bar y_k)}
    ///    {\sqrt{\sum_i (x_{ij} - \bar x_j)^2 \sum_i (y_{ik} - \bar y_k)^2}}$$
    ///
    /// The correlation $r_{jk}$ of feature j with target k is 1 or -1 where one is an affine function of the
    /// other. It sees nothing else: that of x with x² is 0 about the origin.
    ///
    /// Needs the feature `stats`, which is on by default.
    ///
    /// # Errors
    /// [`Error::NotFinite`] if a mean or deviation overflows, which only numbers near the largest can do.
    ///
    /// # Examples
    /// ```
    /// use downhill::data::diabetes;
    ///
    /// let summary = diabetes()?.summary()?;
    /// assert_eq!(
    ///     format!("{:.1}", summary[2]),
    ///     "body mass index: mean 26.4, deviation 4.4, median 25.7 (18.0 to 42.2), correlation 0.6",
    /// );
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn summary(&self) -> Result<Vec<FeatureSummary>> {
        let targets = self.targets().as_columns();
        let all = concatenate![Axis(1), self.inputs().view(), targets];
        let empty = || Error::Empty {
            what: "the data set",
        };
        let (means, deviations) = moments(&all).ok_or_else(empty)?;
        let scales: ndarray::Array1<f64> = all.columns().into_iter().map(scale).collect();
        // One variable a row, as ndarray-stats has it; correlations do not depend on the units.
        let correlations = (all.clone() * scales)
            .reversed_axes()
            .pearson_correlation()
            .map_err(|_| empty())?;
        let constant = |j: usize| all.column(j).iter().all(|&x| x == all[[0, j]]);
        let of_feature = |j: usize| {
            let correlation = |k: usize| {
                let r: f64 = correlations[[j, k]];
                (r.is_finite() && !constant(j) && !constant(k)).then(|| r.clamp(-1.0, 1.0))
            };
            Ok(FeatureSummary {
                name: self.names()[j].clone(),
                mean: crate::check::finite("the mean of a feature", means[j])?,
                deviation: crate::check::finite("the deviation of a feature", deviations[j])?,
                spread: Spread::of(&self.inputs().column(j).to_vec())?,
                correlations: (self.features()..all.ncols()).map(correlation).collect(),
            })
        };
        (0..self.features()).map(of_feature).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::data::{Labels, Regression, TwoClass, digits};
    use ndarray::array;

    #[test]
    fn correlations_are_those_worked_by_hand() {
        // Deviations of y are -1.5, -0.5, 0.5, 1.5; of the second feature 1, -1, -1, 1: 0 with them.
        let inputs = array![
            [1.0, 1.0, 7.0],
            [2.0, -1.0, 7.0],
            [3.0, -1.0, 7.0],
            [5.0, 1.0, 7.0]
        ];
        let samples = Regression::new(inputs.clone(), array![1.0, 2.0, 3.0, 4.0]).unwrap();
        let summary = samples.summary().unwrap();
        let r = |j: usize| summary[j].correlations[0];
        // Deviations -1.75, -0.75, 0.25, 2.25: 6.5 / sqrt(8.75 * 5).
        assert!((r(0).unwrap() - 6.5 / 43.75_f64.sqrt()).abs() < 1e-12);
        assert!(r(1).unwrap().abs() < 1e-12);
        assert_eq!(r(2), None);
        assert_eq!((summary[0].mean, summary[0].spread.median), (2.75, 2.5));
        assert_eq!((summary[1].deviation, summary[2].deviation), (1.0, 0.0));
        for size in [1e-200, 1e200] {
            let sized = samples
                .with_inputs(&inputs * size)
                .unwrap()
                .summary()
                .unwrap();
            assert!((sized[0].correlations[0].unwrap() - r(0).unwrap()).abs() < 1e-12);
        }
    }

    #[test]
    fn every_kind_has_a_summary() {
        let pair = TwoClass::new(array![[1.0], [2.0]], Labels(array![1.0, 0.0])).unwrap();
        let summary = pair.summary().unwrap();
        assert!((summary[0].correlations[0].unwrap() + 1.0).abs() < 1e-12);
        let images = digits().unwrap().samples().unwrap().summary().unwrap();
        assert_eq!((images.len(), images[0].correlations.len()), (64, 10));
        assert_eq!(images[0].name, "row 0, column 0");
        // The first pixel is paper in every image.
        assert_eq!(images[0].correlations, [None; 10]);
    }
}
