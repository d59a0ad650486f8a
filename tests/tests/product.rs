//! The products of matrices against sums written out: one chain of fused additions an entry, to the last bit.

use downhill::linalg::{
    Instructions, limit_instructions, multiply, multiply_transposed, transposed_multiply,
};
use downhill::ndarray::{Array2, ArrayView2, s};
use downhill::number::Float;
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use proptest::prelude::*;

/// What every product promises.
fn chains<F: Float>(a: ArrayView2<F>, b: ArrayView2<F>) -> Array2<F> {
    Array2::from_shape_fn((a.nrows(), b.ncols()), |(i, j)| {
        (0..a.ncols()).fold(F::zero(), |sum, t| a[[i, t]].mul_add(b[[t, j]], sum))
    })
}

/// Same numbers, NaN like NaN.
fn same<F: Float>(found: ArrayView2<F>, right: &Array2<F>, what: &str) {
    assert_eq!(found.dim(), right.dim());
    for ((at, &found), &right) in found.indexed_iter().zip(right) {
        assert!(
            found == right || (found.is_nan() && right.is_nan()),
            "{what} at {at:?}: {found} {right}"
        );
    }
}
/// All forms, layouts and instructions.
fn check<F: Float>((m, k, n): (usize, usize, usize), mut draw: impl FnMut() -> F) {
    let (a, b) = (
        Array2::from_shape_simple_fn((m, k), &mut draw),
        Array2::from_shape_simple_fn((k, n), &mut draw),
    );
    let right = chains(a.view(), b.view());
    let turned = |matrix: &Array2<F>| matrix.t().as_standard_layout().into_owned();
    let (at, bt) = (turned(&a), turned(&b));
    let mut gaps = (Array2::zeros((2 * m, k)), Array2::zeros((k, 2 * n)));
    gaps.0.slice_mut(s![..;2, ..]).assign(&a);
    gaps.1.slice_mut(s![.., ..;2]).assign(&b);
    for instructions in Instructions::ALL {
        limit_instructions(instructions);
        let mut wide = Array2::from_elem((m, 2 * n), F::nan());
        multiply(&a, &b, wide.slice_mut(s![.., ..;2])).unwrap();
        same(wide.slice(s![.., ..;2]), &right, "AB in a view");
        assert!(wide.iter().skip(1).step_by(2).all(|x| x.is_nan()));
        let mut place = Array2::from_elem((m, n), F::nan());
        let mut found = |what, multiplied: &dyn Fn(&mut Array2<F>)| {
            place.fill(F::nan());
            multiplied(&mut place);
            same(place.view(), &right, what);
        };
        found("AB", &|c| multiply(&a, &b, c.view_mut()).unwrap());
        found("AB of transposes", &|c| {
            multiply(at.t(), bt.t(), c.view_mut()).unwrap();
        });
        found("AB with gaps", &|c| {
            let (a, b) = (gaps.0.slice(s![..;2, ..]), gaps.1.slice(s![.., ..;2]));
            multiply(a, b, c.view_mut()).unwrap();
        });
        found("A Bᵀ", &|c| {
            multiply_transposed(&a, &bt, c.view_mut()).unwrap();
        });
        found("Aᵀ B", &|c| {
            transposed_multiply(&at, &b, c.view_mut()).unwrap();
        });
        // Backwards in memory.
        let (up, down) = (
            a.slice(s![..;-1, ..]),
            right.slice(s![..;-1, ..]).to_owned(),
        );
        multiply(up, &b, place.view_mut()).unwrap();
        same(place.view(), &down, "AB backwards");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_entry_is_one_chain_to_the_last_bit(
        shape in (0_usize..40, 0_usize..40, 0_usize..80),
        seed in any::<u64>(),
    ) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        check::<f64>(shape, || rng.random_range(-1.0..1.0));
        check::<f32>(shape, || rng.random_range(-1.0..1.0));
    }
}

#[test]
fn chains_go_on_from_one_block_of_terms_to_the_next() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for shape in [
        (9, 256, 33),
        (3, 257, 16),
        (8, 700, 47),
        (1, 513, 1),
        (1, 301, 37),
        (17, 784, 10),
    ] {
        check::<f64>(shape, || rng.random_range(-1.0..1.0));
        check::<f32>(shape, || rng.random_range(-1.0..1.0));
    }
}

#[test]
fn without_terms_all_entries_are_zero() {
    check::<f64>((5, 0, 35), || unreachable!("no entries"));
}

/// Neither is lost among the others, nor does it reach an entry of which it is no term.
#[test]
fn nan_and_infinity_pass_through_and_no_further() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    for shape in [(5, 7, 11), (12, 300, 40)] {
        let mut draws = 0_usize;
        check::<f64>(shape, || {
            draws += 1;
            match draws % 97 {
                0 => f64::NAN,
                50 => f64::INFINITY,
                _ => rng.random_range(-1.0..1.0),
            }
        });
    }
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
