//! QR and the symmetric eigenvalue problem: identities, known cases, and what they refuse.

use downhill::Error;
use downhill::linalg::{Eigen, Qr};
use downhill::ndarray::{Array1, Array2, array};
use proptest::prelude::*;

fn matrix(rows: usize, columns: usize) -> impl Strategy<Value = Array2<f64>> {
    prop::collection::vec(-10.0..10.0_f64, rows * columns)
        .prop_map(move |v| Array2::from_shape_vec((rows, columns), v).unwrap())
}

fn largest(a: &Array2<f64>) -> f64 {
    a.iter().fold(0.0, |m, x| m.max(x.abs()))
}

proptest! {
    #[test]
    fn least_squares_leave_a_residual_orthogonal_to_the_columns(
        a in matrix(7, 3), b in prop::collection::vec(-10.0..10.0_f64, 7)
    ) {
        let b = Array1::from(b);
        let qr = Qr::new(&a).unwrap();
        let x = qr.solve(&b).unwrap();
        let orthogonal = a.t().dot(&(&b - &a.dot(&x)));
        // Relative to |A| (|A||x| + |b|).
        let scale = 100.0 * (1.0 + x.iter().fold(0.0_f64, |m, x| m.max(x.abs())));
        prop_assert!(orthogonal.iter().all(|r| r.abs() < 1e-12 * scale), "{orthogonal}");
        // RᵀR = AᵀA.
        let difference = qr.r().t().dot(&qr.r()) - a.t().dot(&a);
        prop_assert!(largest(&difference) < 1e-11);
    }

    #[test]
    fn eigenvectors_are_orthonormal_and_rebuild_the_matrix(half in matrix(6, 6)) {
        let a = &half + &half.t();
        let eigen = Eigen::new(&a).unwrap();
        let v = eigen.vectors();
        prop_assert!(largest(&(v.t().dot(v) - Array2::<f64>::eye(6))) < 1e-13);
        let rebuilt = v.dot(&Array2::from_diag(eigen.values())).dot(&v.t());
        prop_assert!(largest(&(rebuilt - &a)) < 1e-12);
        prop_assert!(eigen.values().windows(2).into_iter().all(|w| w[0] <= w[1]));
        prop_assert!((eigen.values().sum() - a.diag().sum()).abs() < 1e-12);
    }
}

#[test]
fn small_eigenvalues_of_a_graded_matrix_are_relatively_exact() {
    // Hilbert's matrix of order 6, of condition number 1.5e7. Its determinant, the product of all
    // eigenvalues, is exactly 1/186313420339200000.
    let hilbert = Array2::from_shape_fn((6, 6), |(i, j)| 1.0 / (i + j + 1) as f64);
    let values = Eigen::new(&hilbert).unwrap().values().clone();
    let determinant: f64 = values.product();
    assert!(
        (determinant * 186_313_420_339_200_000.0 - 1.0).abs() < 1e-8,
        "{values}"
    );
    assert!(
        (values.sum() - hilbert.diag().sum()).abs() < 1e-14,
        "{values}"
    );
}

#[test]
fn singular_and_indefinite_matrices_have_eigenvalues_too() {
    let ones = Array2::<f64>::ones((20, 20));
    let values = Eigen::new(&ones).unwrap().values().clone();
    assert!((values[19] - 20.0).abs() < 1e-13);
    assert!(values.iter().take(19).all(|v| v.abs() < 1e-14), "{values}");
    let swap = Eigen::new(&array![[0.0, 1.0], [1.0, 0.0]]).unwrap();
    assert!((swap.values()[0] + 1.0).abs() < 1e-15 && (swap.values()[1] - 1.0).abs() < 1e-15);
    assert_eq!(
        Eigen::new(&Array2::zeros((3, 3))).unwrap().values(),
        Array1::<f64>::zeros(3)
    );
}

#[test]
fn bad_matrices_are_refused_with_the_place() {
    assert_eq!(
        Qr::new(&array![[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])
            .unwrap_err()
            .to_string()
            .split(':')
            .next(),
        Some("column 1 is a combination of the columns before it")
    );
    assert_eq!(
        Qr::new(&array![[0.0], [0.0]]).unwrap_err(),
        Error::Singular {
            column: 0,
            remainder: 0.0
        }
    );
    assert!(matches!(
        Qr::new(&array![[1.0, 2.0]]),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        Qr::new(&Array2::zeros((3, 0))),
        Err(Error::Empty { .. })
    ));
    assert_eq!(
        Qr::new(&array![[1.0], [f64::NAN]]).unwrap_err().to_string(),
        "matrix at [1, 0] is NaN; every value must be finite"
    );
    assert!(matches!(
        Qr::new(&array![[1.0], [2.0]]).unwrap().solve(&array![1.0]),
        Err(Error::Shape { .. })
    ));
    assert_eq!(
        Eigen::new(&array![[1.0, 2.0], [3.0, 1.0]]).unwrap_err(),
        Error::NotSymmetric {
            row: 0,
            column: 1,
            value: 2.0,
            mirrored: 3.0
        }
    );
    assert!(matches!(
        Eigen::new(&array![[1.0, 2.0]]),
        Err(Error::Shape { .. })
    ));
    assert!(matches!(
        Eigen::new(&Array2::zeros((0, 0))),
        Err(Error::Empty { .. })
    ));
}
