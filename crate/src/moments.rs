//! Means and standard deviations of columns. Serves chapter 06, by standardising, and every data set's summary.

use crate::elementary::log2;
use ndarray::{Array1, ArrayBase, Axis, Data, Ix2};

/// The means of the columns and their standard deviations, divided by n; `None` without rows.
///
/// Each column is scaled first by a power of two, which changes no digit, so that the square of no number
/// overflows or vanishes.
pub(crate) fn moments<S: Data<Elem = f64>>(
    columns: &ArrayBase<S, Ix2>,
) -> Option<(Array1<f64>, Array1<f64>)> {
    let scales: Array1<f64> = columns.columns().into_iter().map(scale).collect();
    let scaled = columns * &scales;
    let means = scaled.mean_axis(Axis(0))?;
    Some((means / &scales, scaled.std_axis(Axis(0), 0.0) / &scales))
}

/// A power of two that brings the largest of the numbers near 1.
pub(crate) fn scale<'a>(numbers: impl IntoIterator<Item = &'a f64>) -> f64 {
    let largest = numbers
        .into_iter()
        .fold(0.0, |most: f64, x| most.max(x.abs()));
    if largest > 0.0 {
        // Beyond 1022 the power itself would be rounded.
        2.0_f64.powi((-log2(largest).floor()).clamp(-1022.0, 1022.0) as i32)
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array2, array};

    #[test]
    fn columns_of_any_size_have_the_moments_of_one_of_usual_size() {
        let usual = array![[1.0, -3.0], [2.5, 4.0], [7.25, 4.5]];
        let (means, deviations) = moments(&usual).unwrap();
        assert_eq!(means, usual.mean_axis(Axis(0)).unwrap());
        assert_eq!(deviations, usual.std_axis(Axis(0), 0.0));
        for exponent in [-1000, -600, 600, 1020] {
            let power = 2.0_f64.powi(exponent);
            let (m, d) = moments(&(&usual * power)).unwrap();
            assert_eq!((m, d), (&means * power, &deviations * power));
        }
        assert!(moments(&Array2::zeros((0, 2))).is_none());
    }
}
