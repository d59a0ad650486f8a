//! Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations.

use ndarray::{Array1, Array2, ArrayBase, Data, Ix2};

use crate::check::all_finite;
use crate::elementary::hypot;
use crate::error::{Error, Result};
use crate::norm::usual;

/// The eigenvalues of a symmetric matrix, in ascending order, and its eigenvectors.
/// Of a Hessian they say how strongly a surface bends, and in which directions.
///
/// $$A = V \mathrm{diag}(\lambda) V^T, \qquad V^T V = I$$
///
/// Jacobi's method turns pairs of axes until nothing is left off the diagonal. It takes of the
/// order of $n^3$ operations a sweep and fewer than ten sweeps, and finds small eigenvalues of a
/// positive definite matrix to high relative accuracy.
///
/// # References
/// C. G. J. Jacobi, "Über ein leichtes Verfahren, die in der Theorie der Säcularstörungen
/// vorkommenden Gleichungen numerisch aufzulösen", *Journal für die reine und angewandte
/// Mathematik* 30 (1846), 51–94, [doi:10.1515/crll.1846.30.51](https://doi.org/10.1515/crll.1846.30.51).
///
/// # Examples
/// ```
/// use downhill::{linalg::Eigen, ndarray::array};
/// let eigen = Eigen::new(&array![[2.0, 1.0], [1.0, 2.0]])?;
/// assert!((eigen.values()[0] - 1.0).abs() < 1e-15 && (eigen.values()[1] - 3.0).abs() < 1e-15);
/// assert_eq!(eigen.vectors().shape(), [2, 2]);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Eigen {
    values: Array1<f64>,
    vectors: Array2<f64>,
}

/// Far more sweeps than any matrix needs: convergence is quadratic.
const SWEEPS: usize = 50;
/// Relative to the largest entry, this is nothing: it ends the search below a zero eigenvalue.
const NEGLIGIBLE: f64 = 1e-20;

impl Eigen {
    /// Decomposes a symmetric matrix of shape (n, n).
    ///
    /// # Errors
    /// [`Error::Empty`] without entries, [`Error::Shape`] unless it is square,
    /// [`Error::NotFinite`] with the place of a NaN or an infinity, [`Error::NotSymmetric`] if two
    /// mirrored entries differ by more than rounding.
    pub fn new<S: Data<Elem = f64>>(matrix: &ArrayBase<S, Ix2>) -> Result<Self> {
        check(matrix)?;
        let n = matrix.nrows();
        let scale = usual(matrix);
        let scaled = matrix * scale;
        let mut a = (&scaled + &scaled.t()) / 2.0;
        let floor = size(&scaled) * NEGLIGIBLE;
        let mut vectors = Array2::eye(n);
        for _ in 0..SWEEPS {
            let mut rotated = false;
            for p in 0..n {
                for q in p + 1..n {
                    rotated |= rotate(&mut a, &mut vectors, (p, q), floor);
                }
            }
            if !rotated {
                break;
            }
        }
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&i, &j| a[[i, i]].total_cmp(&a[[j, j]]));
        Ok(Self {
            values: order.iter().map(|&i| a[[i, i]] / scale).collect(),
            vectors: Array2::from_shape_fn((n, n), |(row, k)| vectors[[row, order[k]]]),
        })
    }

    /// The eigenvalues, smallest first.
    pub fn values(&self) -> &Array1<f64> {
        &self.values
    }

    /// The eigenvectors: column k is a unit vector and belongs to the k-th eigenvalue.
    pub fn vectors(&self) -> &Array2<f64> {
        &self.vectors
    }
}

/// Turns axes p and q so that the entry at (p, q) vanishes. False if it is negligible already.
fn rotate(
    a: &mut Array2<f64>,
    vectors: &mut Array2<f64>,
    (p, q): (usize, usize),
    floor: f64,
) -> bool {
    let off = a[[p, q]];
    let (app, aqq) = (a[[p, p]], a[[q, q]]);
    let scale = app.abs().sqrt() * aqq.abs().sqrt();
    if off.abs() <= (f64::EPSILON * scale).max(floor) {
        a[[p, q]] = 0.0;
        a[[q, p]] = 0.0;
        return false;
    }
    // The smaller of the two angles that do it.
    let theta = (aqq - app) / (2.0 * off);
    let t = 1.0_f64.copysign(theta) / (theta.abs() + hypot(theta, 1.0));
    let cos = 1.0 / hypot(t, 1.0);
    let sin = t * cos;
    for k in 0..a.nrows() {
        let (akp, akq) = (a[[k, p]], a[[k, q]]);
        a[[k, p]] = cos * akp - sin * akq;
        a[[k, q]] = sin * akp + cos * akq;
        let (vkp, vkq) = (vectors[[k, p]], vectors[[k, q]]);
        vectors[[k, p]] = cos * vkp - sin * vkq;
        vectors[[k, q]] = sin * vkp + cos * vkq;
    }
    for k in 0..a.nrows() {
        let (apk, aqk) = (a[[p, k]], a[[q, k]]);
        a[[p, k]] = cos * apk - sin * aqk;
        a[[q, k]] = sin * apk + cos * aqk;
    }
    a[[p, q]] = 0.0;
    a[[q, p]] = 0.0;
    true
}

fn check<S: Data<Elem = f64>>(matrix: &ArrayBase<S, Ix2>) -> Result<()> {
    let (rows, columns) = matrix.dim();
    if rows == 0 {
        return Err(Error::Empty { what: "the matrix" });
    }
    if rows != columns {
        return Err(Error::Shape {
            op: "a symmetric matrix is square",
            left: vec![rows, columns],
            right: vec![rows, rows],
        });
    }
    all_finite("matrix", matrix)?;
    let size = size(matrix);
    for ((i, j), &value) in matrix.indexed_iter() {
        let mirrored = matrix[[j, i]];
        if (value - mirrored).abs() > 1e-8 * size {
            return Err(Error::NotSymmetric {
                row: i,
                column: j,
                value,
                mirrored,
            });
        }
    }
    Ok(())
}

/// The largest entry in absolute value.
fn size<S: Data<Elem = f64>>(matrix: &ArrayBase<S, Ix2>) -> f64 {
    matrix.iter().fold(0.0, |size, x| size.max(x.abs()))
}
