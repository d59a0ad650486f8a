//! The floor: how many multiplications and additions a second one thread makes if it does nothing else.

use std::hint::black_box;
use std::time::{Duration, Instant};

use multiversion::multiversion;

/// Accumulators of the loop: enough independent sums that no instruction waits for the one before.
const ACCUMULATORS: usize = 192;
const ROUNDS: usize = 100_000;

/// Fused multiplications and additions in registers, until the answer is known to be used.
#[multiversion(targets("x86_64+avx512f+avx512vl+avx2+fma", "x86_64+avx2+fma", "aarch64+neon"))]
fn chains_f32(sums: &mut [f32; ACCUMULATORS], factor: f32, term: f32) {
    let mut registers = *sums;
    for _ in 0..ROUNDS {
        for sum in &mut registers {
            *sum = sum.mul_add(factor, term);
        }
    }
    *sums = registers;
}

/// Half as many of 64 bits fill the same registers.
#[multiversion(targets("x86_64+avx512f+avx512vl+avx2+fma", "x86_64+avx2+fma", "aarch64+neon"))]
fn chains_f64(sums: &mut [f64; ACCUMULATORS / 2], factor: f64, term: f64) {
    let mut registers = *sums;
    for _ in 0..ROUNDS {
        for sum in &mut registers {
            *sum = sum.mul_add(factor, term);
        }
    }
    *sums = registers;
}

/// Operations a second in 32 bits; a fused multiplication and addition is two.
#[must_use]
pub fn single() -> f64 {
    let mut sums = [1.0; ACCUMULATORS];
    fastest(ACCUMULATORS, || {
        chains_f32(black_box(&mut sums), black_box(0.5), black_box(0.25));
    })
}

/// Operations a second in 64 bits.
#[must_use]
pub fn double() -> f64 {
    let mut sums = [1.0; ACCUMULATORS / 2];
    fastest(ACCUMULATORS / 2, || {
        chains_f64(black_box(&mut sums), black_box(0.5), black_box(0.25));
    })
}

/// The best of some runs within a fifth of a second.
fn fastest(accumulators: usize, mut run: impl FnMut()) -> f64 {
    let began = Instant::now();
    let mut best = f64::INFINITY;
    while began.elapsed() < Duration::from_millis(200) {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed().as_secs_f64());
    }
    2.0 * (accumulators * ROUNDS) as f64 / best
}
