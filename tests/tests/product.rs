//! The products of matrices against sums written out.

use downhill::linalg::{multiply, multiply_transposed, transposed_multiply};
use downhill::ndarray::{Array2, ArrayView2, s};
use downhill::number::Float;
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;

fn sums<A: Float>(a: ArrayView2<A>, b: ArrayView2<A>) -> Array2<f64> {
    Array2::from_shape_fn((a.nrows(), b.ncols()), |(i, j)| {
        (0..a.ncols())
            .map(|t| a[[i, t]].to_f64().unwrap() * b[[t, j]].to_f64().unwrap())
            .sum()
    })
}

fn agree<A: Float>(tolerance: f64) {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for (m, k, n) in [
        (1, 1, 1),
        (1, 9, 5),
        (3, 8, 7),
        (4, 17, 2),
        (5, 0, 3),
        (9, 16, 33),
        (40, 23, 12),
    ] {
        let mut draw = |shape| -> Array2<A> {
            Array2::from_shape_simple_fn(shape, || A::from(rng.random_range(-1.0..1.0)).unwrap())
        };
        let (a, b) = (draw((m, k)), draw((k, n)));
        let right = sums(a.view(), b.view());
        let check = |product: &Array2<A>, what: &str| {
            for (&found, &right) in product.iter().zip(&right) {
                let found = found.to_f64().unwrap();
                assert!(
                    (found - right).abs() < tolerance,
                    "{what} {m} {k} {n}: {found} {right}"
                );
            }
        };
        let mut product = Array2::from_elem((m, n), A::nan());
        multiply(&a, &b, product.view_mut()).unwrap();
        check(&product, "AB");
        // Transposes and views with gaps too.
        let (at, bt) = (
            a.t().as_standard_layout().into_owned(),
            b.t().as_standard_layout().into_owned(),
        );
        multiply(at.t(), bt.t(), product.view_mut()).unwrap();
        check(&product, "AB, views");
        multiply_transposed(&a, &bt, product.view_mut()).unwrap();
        check(&product, "A Bᵀ");
        transposed_multiply(&at, &b, product.view_mut()).unwrap();
        check(&product, "Aᵀ B");
        let mut wide = Array2::from_elem((m, 2 * n), A::nan());
        multiply(&a, &b, wide.slice_mut(s![.., ..;2])).unwrap();
        check(&wide.slice(s![.., ..;2]).to_owned(), "AB in a view");
    }
}

#[test]
fn products_are_the_sums_they_stand_for() {
    agree::<f64>(1e-13);
    agree::<f32>(1e-5);
}

#[test]
fn shapes_that_do_not_fit_are_named() {
    let (a, b) = (Array2::<f64>::zeros((2, 3)), Array2::<f64>::zeros((2, 4)));
    let mut c = Array2::zeros((2, 4));
    assert_eq!(
        multiply(&a, &b, c.view_mut()).unwrap_err().to_string(),
        "a matrix product: shape [2, 3] does not fit shape [2, 4]"
    );
    assert_eq!(
        transposed_multiply(&a, &b, c.view_mut())
            .unwrap_err()
            .to_string(),
        "a matrix product and its place: shape [3, 4] does not fit shape [2, 4]"
    );
    assert!(multiply_transposed(&a, &b, c.view_mut()).is_err());
}
