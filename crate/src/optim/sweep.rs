//! One pass over all parameters, with what an optimiser remembers of each.

use multiversion::multiversion;
use ndarray::{Array1, ArrayView1, ArrayViewMut1};

use crate::number::Float;
use crate::threads::{share, threads_for};

/// So many parameters, some microseconds, are worth another thread.
const PART: usize = 1 << 16;
/// So few are not worth to look up what the processor can.
const FEW: usize = 16;

/// Updates every parameter, and what is remembered of it, by its entry of the gradient.
#[inline(always)]
pub(super) fn sweep<A: Float, const N: usize>(
    mut parameters: ArrayViewMut1<A>,
    memories: [&mut Array1<A>; N],
    gradient: ArrayView1<A>,
    update: impl Fn(&mut A, [&mut A; N], A) + Sync,
) {
    let memories = memories.map(|memory| memory.as_slice_mut().expect("a vector of its own"));
    match (parameters.as_slice_mut(), gradient.to_slice()) {
        (Some(x), Some(g)) if x.len() <= FEW => all(x, memories, g, &update),
        (Some(x), Some(g)) => in_parts(x, memories, g, &update),
        // Parameters with gaps, which no network has.
        _ => {
            let mut whole = parameters.to_vec();
            in_parts(&mut whole, memories, &gradient.to_vec(), &update);
            parameters.assign(&ArrayView1::from(&whole));
        }
    }
}

#[inline(never)]
fn in_parts<A: Float, U: Fn(&mut A, [&mut A; N], A) + Sync, const N: usize>(
    x: &mut [A],
    memories: [&mut [A]; N],
    g: &[A],
    update: &U,
) {
    let threads = threads_for(x.len(), PART);
    let mut memories = memories.map(|memory| memory.chunks_mut(PART));
    let parts = x.chunks_mut(PART).zip(g.chunks(PART)).map(move |(x, g)| {
        let memories = memories.each_mut();
        (x, memories.map(|memory| memory.next().expect("as many")), g)
    });
    share(threads, parts, |(x, memories, g)| {
        many(x, memories, g, update);
    });
}

// Registers of 512 bits are slower here: what a vector holds does not begin where a line of the cache does.
#[multiversion(targets("x86_64+avx2"))]
fn many<A: Float, U: Fn(&mut A, [&mut A; N], A), const N: usize>(
    x: &mut [A],
    memories: [&mut [A]; N],
    g: &[A],
    update: &U,
) {
    all(x, memories, g, update);
}

#[inline(always)]
fn all<A: Float, U: Fn(&mut A, [&mut A; N], A), const N: usize>(
    x: &mut [A],
    memories: [&mut [A]; N],
    g: &[A],
    update: &U,
) {
    // Of one length: seen once, not at every entry.
    let len = x.len();
    let (g, mut memories) = (&g[..len], memories.map(|memory| &mut memory[..len]));
    for i in 0..len {
        update(
            &mut x[i],
            memories.each_mut().map(|memory| &mut memory[i]),
            g[i],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{PART, sweep};
    use crate::threads::set_threads;
    use ndarray::{Array1, s};

    /// Each entry once and with its own memories, whoever comes to it; with gaps between the parameters too.
    #[test]
    fn every_parameter_meets_what_belongs_to_it() {
        for len in [0, 1, 16, 17, 1000, PART, 3 * PART + 5] {
            let numbers = Array1::from_iter((0..len).map(|i| i as f64));
            for (threads, gap) in [(1, 1), (3, 1), (1, 2), (3, 2)] {
                set_threads(threads);
                let mut parameters = Array1::zeros(gap * len);
                let (mut first, mut second) = (&numbers + 0.25, &numbers + 0.5);
                sweep(
                    parameters.slice_mut(s![..; gap as isize]),
                    [&mut first, &mut second],
                    (&numbers + 0.125).view(),
                    |x, [first, second], g| {
                        *x += *first + *second + g;
                        *first += 1.0;
                        *second += 2.0;
                    },
                );
                assert_eq!(
                    parameters.slice(s![..; gap as isize]),
                    3.0 * &numbers + 0.875
                );
                assert_eq!((first, second), (&numbers + 1.25, &numbers + 2.5));
            }
        }
    }
}
