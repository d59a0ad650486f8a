//! Small dense systems of linear equations.

use ndarray::{Array1, Array2};

/// The solution of `matrix · x = right`, by elimination with partial pivoting; `None` if the matrix
/// is singular to rounding. The matrix is square and as high as `right` is long.
pub(crate) fn solve(mut matrix: Array2<f64>, mut right: Array1<f64>) -> Option<Array1<f64>> {
    let size = right.len();
    let scale = matrix.iter().fold(0.0_f64, |a, b| a.max(b.abs()));
    for column in 0..size {
        let largest = (column..size).max_by(|&a, &b| {
            matrix[[a, column]]
                .abs()
                .total_cmp(&matrix[[b, column]].abs())
        })?;
        if matrix[[largest, column]].abs() <= scale * f64::EPSILON {
            return None;
        }
        for k in 0..size {
            matrix.swap([column, k], [largest, k]);
        }
        right.swap(column, largest);
        for row in column + 1..size {
            let factor = matrix[[row, column]] / matrix[[column, column]];
            for k in column..size {
                matrix[[row, k]] -= factor * matrix[[column, k]];
            }
            right[row] -= factor * right[column];
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|k| matrix[[row, k]] * right[k]).sum();
        right[row] = (right[row] - known) / matrix[[row, row]];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn a_system_that_needs_its_rows_swapped() {
        let matrix = array![[0.0, 2.0, 1.0], [1.0, -1.0, 0.0], [3.0, 0.0, 2.0]];
        let x = array![2.0, -1.0, 4.0];
        let found = solve(matrix.clone(), matrix.dot(&x)).unwrap();
        assert!((found - x).iter().all(|d| d.abs() < 1e-14));
    }

    #[test]
    fn a_singular_matrix_has_no_solution() {
        assert_eq!(
            solve(array![[1.0, 2.0], [2.0, 4.0]], array![1.0, 2.0]),
            None
        );
        assert_eq!(solve(array![[0.0]], array![1.0]), None);
    }
}
