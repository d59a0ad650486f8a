//! Which of a processor's instructions a product may use, and the shape of the register block for each.

use std::cell::Cell;

use multiversion::multiversion;
use multiversion::target::match_target;

use super::factor::Product;
use super::strips::strips;
use crate::number::{Both, Float, Kernel};

/// The instructions that a product may use at most. Its digits are the same with all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Instructions {
    /// Those that every processor of this architecture has. On x86-64 and WebAssembly multiplication and addition
    /// are then fused by software, which is slow; on aarch64 they need nothing more.
    Baseline,
    /// AVX2 and fused multiplication and addition on x86-64, since 2013.
    Avx2,
    /// All that this processor has, up to AVX-512.
    All,
}

impl Instructions {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Baseline, Self::Avx2, Self::All];
}

thread_local! {
    static LIMIT: Cell<Instructions> = const { Cell::new(Instructions::All) };
}

/// Lets this thread's products use no more than these instructions from now on, to show that their digits do not
/// depend on it.
///
/// # Examples
/// ```
/// use downhill::linalg::{Instructions, limit_instructions, multiply};
/// use downhill::ndarray::{Array2, array};
/// let thirds = Array2::from_elem((1, 3), 1.0 / 3.0);
/// let digits = Instructions::ALL.map(|instructions| {
///     limit_instructions(instructions);
///     let mut product = array![[0.0_f64]];
///     multiply(&thirds, thirds.t(), product.view_mut()).unwrap();
///     product[[0, 0]].to_bits()
/// });
/// assert_eq!(digits, [digits[0]; 3]);
/// ```
pub fn limit_instructions(limit: Instructions) {
    LIMIT.set(limit);
}

/// What computes a product into its place, with scratch as much as [`Product::scratch`] asks for.
pub(super) fn path<F: Float>() -> fn(&Product<'_, F>, &mut [F], &mut [F]) {
    let paths = match LIMIT.get() {
        Instructions::Baseline => &BASELINE,
        Instructions::Avx2 => &AVX2,
        Instructions::All => &AVX512,
    };
    F::of(paths)
}

struct Path;

impl Kernel for Path {
    type Of<F: Float> = fn(&Product<'_, F>, &mut [F], &mut [F]);
}

static AVX512: Both<Path> = Both {
    single: avx512::<f32, 32, 16, 8>,
    double: avx512::<f64, 16, 8, 4>,
};
static AVX2: Both<Path> = Both {
    single: avx2::<f32, 16, 8>,
    double: avx2::<f64, 8, 4>,
};
static BASELINE: Both<Path> = Both {
    single: baseline::<f32, 8, 4>,
    double: baseline::<f64, 4, 2>,
};

/// 32 registers of 512 bits: sixteen of them hold eight rows of two each.
#[multiversion(targets("x86_64+avx512f+avx512vl+avx2+fma"))]
fn avx512<F: Float, const TWO: usize, const ONE: usize, const HALF: usize>(
    product: &Product<'_, F>,
    place: &mut [F],
    scratch: &mut [F],
) {
    match_target! {
        "x86_64+avx512f+avx512vl+avx2+fma" => strips::<F, 8, TWO, ONE>(product, place, scratch),
        _ => avx2::<F, ONE, HALF>(product, place, scratch),
    }
}

/// 16 registers of 256 bits: eight of them hold four rows of two each.
#[multiversion(targets("x86_64+avx2+fma"))]
fn avx2<F: Float, const TWO: usize, const ONE: usize>(
    product: &Product<'_, F>,
    place: &mut [F],
    scratch: &mut [F],
) {
    match_target! {
        "x86_64+avx2+fma" => strips::<F, 4, TWO, ONE>(product, place, scratch),
        _ => F::of(&BASELINE)(product, place, scratch),
    }
}

/// On aarch64 32 registers of 128 bits: sixteen of them hold eight rows of two each.
fn baseline<F: Float, const TWO: usize, const ONE: usize>(
    product: &Product<'_, F>,
    place: &mut [F],
    scratch: &mut [F],
) {
    strips::<F, 8, TWO, ONE>(product, place, scratch);
}
