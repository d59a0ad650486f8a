//! How often a search succeeds, and which of several settings does most often.

use std::ops::Range;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::check::finite;
use crate::error::{Error, Result};
use crate::spread::Share;

/// The share of searches that find a value below `limit`: one search a seed, each with a generator of its own. The closure
/// searches, and answers with the value that it found.
///
/// # Errors
/// [`Error::Empty`] for no seeds, [`Error::NotFinite`] for a limit that is not a number; those of the search.
///
/// # Examples
/// ```
/// use downhill::{objective::SixHumpCamel, optim::Descent, search::{Restarts, Space, success}};
/// let space = Space::new(&[(-2.0, 2.0), (-1.0, 1.0)])?;
/// let share = |starts: usize| {
///     let search = Restarts::new(Descent::new(0.02).steps(100), starts);
///     success(0..50, -1.0, |rng| Ok(search.run(&SixHumpCamel, &space, rng)?.value()))
/// };
/// assert!(share(1)?.value() < share(10)?.value());
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn success(
    seeds: Range<u64>,
    limit: f64,
    mut search: impl FnMut(&mut ChaCha8Rng) -> Result<f64>,
) -> Result<Share> {
    if limit.is_nan() {
        finite("the limit", limit)?;
    }
    let (mut found, mut runs) = (0, 0);
    for seed in seeds {
        let value = search(&mut ChaCha8Rng::seed_from_u64(seed))?;
        found += usize::from(value < limit);
        runs += 1;
    }
    Share::of(found, runs)
}

/// Of several settings of a search the one that succeeds most often with the seeds `tuned`, and its [`success`] with the
/// seeds `judged`, which should be others: a setting chosen by luck has to show it again. Of equals it is the first.
///
/// # Errors
/// [`Error::Empty`] for no settings; those of [`success`].
///
/// # Examples
/// ```
/// use downhill::{objective::SixHumpCamel, optim::Descent, search::{Restarts, Space, tuned_success}};
/// let space = Space::new(&[(-2.0, 2.0), (-1.0, 1.0)])?;
/// let (best, share) = tuned_success(&[10, 1000], [100..120, 0..50], -1.0, |&steps, rng| {
///     let search = Restarts::new(Descent::new(0.02).steps(steps), 1000 / steps);
///     Ok(search.run(&SixHumpCamel, &space, rng)?.value())
/// })?;
/// assert_eq!(best, &10);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn tuned_success<S>(
    settings: &[S],
    [tuned, judged]: [Range<u64>; 2],
    limit: f64,
    mut search: impl FnMut(&S, &mut ChaCha8Rng) -> Result<f64>,
) -> Result<(&S, Share)> {
    let mut best: Option<(&S, f64)> = None;
    for setting in settings {
        let share = success(tuned.clone(), limit, |rng| search(setting, rng))?.value();
        if best.is_none_or(|(_, most)| share > most) {
            best = Some((setting, share));
        }
    }
    let (best, _) = best.ok_or(Error::Empty {
        what: "the list of settings",
    })?;
    Ok((best, success(judged, limit, |rng| search(best, rng))?))
}
