//! The singular values of a matrix, by Jacobi's rotations from one side.

use ndarray::{Array1, Array2, ArrayBase, Data, Ix2};

use crate::check::all_finite;
use crate::elementary::hypot;
use crate::error::{Error, Result};
use crate::norm::{length, usual};

/// Far more sweeps than any matrix needs: convergence is quadratic.
const SWEEPS: usize = 50;

/// The singular values of a matrix of shape (m, n), $m \ge n$, in ascending order: how much it stretches the directions that it stretches
/// least and most. The greatest over the least is its condition number.
///
/// Pairs of columns are turned until all are at right angles; then the singular values are their lengths. $A^T A$, whose eigenvalues
/// are the squares, is never formed, so a small singular value keeps its digits where that eigenvalue has lost them.
///
/// # References
/// M. R. Hestenes, "Inversion of matrices by biorthogonalization and related results", *Journal of the Society for Industrial and Applied
/// Mathematics* 6 (1958), 51–90, [doi:10.1137/0106005](https://doi.org/10.1137/0106005).
///
/// # Errors
/// [`Error::Empty`] without columns, [`Error::Shape`] with fewer rows than columns, [`Error::NotFinite`] with the place of a NaN or an
/// infinity.
///
/// # Examples
/// ```
/// use downhill::{linalg::{Eigen, singular_values}, ndarray::array};
/// let nearly = array![[1.0, 1.0], [1e-9, 0.0], [0.0, 1e-9]];
/// let values = singular_values(&nearly)?;
/// assert!((values[0] / 1e-9 - 1.0).abs() < 1e-12 && (values[1] - 2_f64.sqrt()).abs() < 1e-12);
/// assert_eq!(Eigen::new(&nearly.t().dot(&nearly))?.values()[0], 0.0);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn singular_values<S: Data<Elem = f64>>(matrix: &ArrayBase<S, Ix2>) -> Result<Array1<f64>> {
    let (rows, columns) = matrix.dim();
    if columns == 0 {
        return Err(Error::Empty { what: "the matrix" });
    }
    if rows < columns {
        return Err(Error::Shape {
            op: "singular values need at least as many rows as columns",
            left: vec![rows, columns],
            right: vec![columns, columns],
        });
    }
    all_finite("matrix", matrix)?;
    let scale = usual(matrix);
    let mut a = matrix * scale;
    for _ in 0..SWEEPS {
        let mut turned = false;
        for p in 0..columns {
            for q in p + 1..columns {
                turned |= turn(&mut a, p, q);
            }
        }
        if !turned {
            break;
        }
    }
    let lengths = a.columns().into_iter();
    let mut values: Vec<f64> = lengths.map(|column| length(column) / scale).collect();
    values.sort_by(f64::total_cmp);
    Ok(values.into())
}

/// Turns two columns in their plane so that they are at right angles; says whether they were not.
fn turn(a: &mut Array2<f64>, p: usize, q: usize) -> bool {
    // By lengths and directions: the squares of a short column beside a long one are lost below the least number.
    let (one, two) = (length(a.column(p)), length(a.column(q)));
    if one == 0.0 || two == 0.0 {
        return false;
    }
    let cosine = (&a.column(p) / one).dot(&(&a.column(q) / two));
    if cosine.abs() <= f64::EPSILON {
        return false;
    }
    let slant = (two / one - one / two) / (2.0 * cosine);
    let tangent = slant.signum() / (slant.abs() + hypot(1.0, slant));
    let cos = 1.0 / hypot(1.0, tangent);
    let sin = cos * tangent;
    for mut row in a.rows_mut() {
        let (x, y) = (row[p], row[q]);
        row[p] = cos * x - sin * y;
        row[q] = sin * x + cos * y;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linalg::Eigen;
    use ndarray::array;

    #[test]
    fn a_column_far_shorter_than_another_keeps_its_share() {
        // The product of both values is the determinant, x.
        for x in [1e-200, 1e-120, 1e120, 1e200] {
            let values = singular_values(&array![[0.0, 1.0], [x, 1.0]]).unwrap();
            assert!(
                (values[0] / x * values[1] - 1.0).abs() < 1e-12,
                "{x:e} {values}"
            );
        }
    }

    #[test]
    fn their_squares_are_the_eigenvalues_of_the_square() {
        let a = Array2::from_shape_fn((9, 4), |(i, j)| {
            ((i * (j + 3) + j * j) as f64 * 0.618).sin()
        });
        let eigen = Eigen::new(&a.t().dot(&a)).unwrap();
        for (value, square) in singular_values(&a).unwrap().iter().zip(eigen.values()) {
            assert!((value * value - square).abs() < 1e-12, "{value} {square}");
        }
    }

    #[test]
    fn sizes_do_not_matter_and_a_column_of_zeros_gives_zero() {
        let a = array![[3.0, 0.0], [0.0, 4.0], [0.0, 0.0]];
        for size in [1e-200, 1.0, 1e200] {
            let values = singular_values(&(&a * size)).unwrap() / size;
            assert!((values[0] - 3.0).abs() < 1e-14 && (values[1] - 4.0).abs() < 1e-14);
        }
        let values = singular_values(&array![[1.0, 0.0], [2.0, 0.0]]).unwrap();
        assert!(values[0] == 0.0 && (values[1] - 5_f64.sqrt()).abs() < 1e-15);
        let values = singular_values(&array![[1.0, 1.0], [1.0, 1.0]]).unwrap();
        assert!(values[0] < 1e-15 && (values[1] - 2.0).abs() < 1e-15);
    }

    #[test]
    fn what_has_no_singular_values_is_refused() {
        assert!(matches!(
            singular_values(&Array2::<f64>::zeros((3, 0))),
            Err(Error::Empty { .. })
        ));
        assert!(matches!(
            singular_values(&array![[1.0, 2.0]]),
            Err(Error::Shape { .. })
        ));
        assert!(matches!(
            singular_values(&array![[f64::NAN], [1.0]]),
            Err(Error::NotFinite { .. })
        ));
    }
}
