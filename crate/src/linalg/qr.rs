//! The QR factorisation by Householder reflections, for least squares.

use ndarray::{Array1, Array2, ArrayBase, Axis, Data, Ix1, Ix2, s};

use crate::check::all_finite;
use crate::error::{Error, Result};
use crate::norm::length;

/// A tall matrix as the product of an orthogonal one and an upper triangular one.
/// It answers least-squares problems without forming $A^T A$, whose condition number is squared.
///
/// $$A = Q R, \qquad Q^T Q = I$$
///
/// $A$ has shape (m, n) with $m \ge n$. $Q$ is kept as the $n$ vectors of its reflections
/// $I - 2 v v^T$, and never formed.
///
/// # References
/// A. S. Householder, "Unitary triangularization of a nonsymmetric matrix", *Journal of the ACM* 5
/// (1958), 339–342, [doi:10.1145/320941.320947](https://doi.org/10.1145/320941.320947).
/// G. H. Golub, "Numerical methods for solving linear least squares problems", *Numerische
/// Mathematik* 7 (1965), 206–216, [doi:10.1007/BF01436075](https://doi.org/10.1007/BF01436075).
///
/// # Examples
/// ```
/// use downhill::{linalg::Qr, ndarray::array};
/// // The line through (0, 1), (1, 3), (2, 5): slope 2, intercept 1.
/// let a = array![[0.0, 1.0], [1.0, 1.0], [2.0, 1.0]];
/// let x = Qr::new(&a)?.solve(&array![1.0, 3.0, 5.0])?;
/// assert!((x[0] - 2.0).abs() < 1e-14 && (x[1] - 1.0).abs() < 1e-14);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Qr {
    /// Column k holds the unit vector of the k-th reflection, zero above row k.
    reflections: Array2<f64>,
    r: Array2<f64>,
}

impl Qr {
    /// Factorises a matrix of shape (m, n).
    ///
    /// # Errors
    /// [`Error::Empty`] without columns, [`Error::Shape`] with fewer rows than columns,
    /// [`Error::NotFinite`] with the place of a NaN or an infinity, [`Error::Singular`] with the
    /// first column that, to rounding, is a combination of the columns before it.
    pub fn new<S: Data<Elem = f64>>(matrix: &ArrayBase<S, Ix2>) -> Result<Self> {
        let (rows, columns) = matrix.dim();
        if columns == 0 {
            return Err(Error::Empty { what: "the matrix" });
        }
        if rows < columns {
            return Err(Error::Shape {
                op: "QR needs at least as many rows as columns",
                left: vec![rows, columns],
                right: vec![columns, columns],
            });
        }
        all_finite("matrix", matrix)?;

        let mut r = matrix.to_owned();
        let mut reflections = Array2::zeros((rows, columns));
        for k in 0..columns {
            let size = length(matrix.column(k));
            let mut v = r.slice(s![k.., k]).to_owned();
            let left = length(&v);
            if left <= size * rows as f64 * f64::EPSILON {
                return Err(Error::Singular {
                    column: k,
                    remainder: if size > 0.0 { left / size } else { 0.0 },
                });
            }
            // The sign that adds: nothing cancels.
            v[0] += left.copysign(v[0]);
            v /= length(&v);
            for mut column in r.slice_mut(s![k.., k..]).columns_mut() {
                let along = 2.0 * v.dot(&column);
                column.scaled_add(-along, &v);
            }
            reflections.slice_mut(s![k.., k]).assign(&v);
        }
        Ok(Self {
            reflections,
            r: r.slice_move(s![..columns, ..]),
        })
    }

    /// The $x$ that minimises $\lVert A x - b \rVert$; the solution of $A x = b$ if $A$ is square.
    ///
    /// # Errors
    /// [`Error::Shape`] unless $b$ has as many entries as $A$ has rows.
    pub fn solve<S: Data<Elem = f64>>(&self, b: &ArrayBase<S, Ix1>) -> Result<Array1<f64>> {
        if b.len() != self.reflections.nrows() {
            return Err(Error::Shape {
                op: "least squares, matrix and right side",
                left: self.reflections.shape().to_vec(),
                right: b.shape().to_vec(),
            });
        }
        let mut x = b.to_owned();
        for v in self.reflections.axis_iter(Axis(1)) {
            let along = 2.0 * v.dot(&x);
            x.scaled_add(-along, &v);
        }
        // Q^T b is in x; R x = Q^T b is solved from the last row up.
        let columns = self.r.ncols();
        for k in (0..columns).rev() {
            let known = self
                .r
                .slice(s![k, k + 1..])
                .dot(&x.slice(s![k + 1..columns]));
            x[k] = (x[k] - known) / self.r[[k, k]];
        }
        Ok(x.slice_move(s![..columns]))
    }

    /// The triangular factor $R$, of shape (n, n).
    pub fn r(&self) -> Array2<f64> {
        Array2::from_shape_fn(
            self.r.dim(),
            |(i, j)| if i <= j { self.r[[i, j]] } else { 0.0 },
        )
    }
}
