//! Long pieces of work that have nothing to do with one another, such as trials with several seeds.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::error::Result;

/// [`in_parallel`](super::in_parallel), by at most so many threads, of which this one is the first.
pub(super) fn in_parallel<T: Send, U: Send>(
    threads: usize,
    items: impl Iterator<Item = T> + Send,
    work: &(impl Fn(T) -> Result<U> + Sync),
) -> Result<Vec<U>> {
    // Items are handed out in their order, so all before one that fails are done too, and the first error is always the same.
    let items = Mutex::new(items.enumerate().fuse());
    let next = || {
        let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
        items.next()
    };
    let failed = AtomicBool::new(false);
    let job = || {
        let mut done = Vec::new();
        while !failed.load(Ordering::Relaxed)
            && let Some((place, item)) = next()
        {
            let result = work(item);
            if result.is_err() {
                failed.store(true, Ordering::Relaxed);
            }
            done.push((place, result));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(job)).collect();
        let mut done = job();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::error::Error;

    #[test]
    fn results_come_in_the_order_of_the_items_however_long_each_takes() {
        let work = |item: u64| {
            thread::sleep(Duration::from_millis(7 * item % 5));
            Ok(item * item)
        };
        for threads in [1, 2, 3, 50] {
            let squares = in_parallel(threads, 0..20, &work).unwrap();
            assert_eq!(
                squares,
                (0..20).map(|n| n * n).collect::<Vec<_>>(),
                "{threads} threads"
            );
        }
        assert!(in_parallel(4, 0..0, &work).unwrap().is_empty());
    }

    #[test]
    fn the_first_error_is_the_one_and_what_comes_long_after_it_is_not_begun() {
        let begun = Mutex::new(0);
        let work = |item: usize| {
            *begun.lock().unwrap() += 1;
            // The second to fail is the quicker.
            thread::sleep(Duration::from_millis(if item == 3 { 20 } else { 1 }));
            match item {
                3 | 4 => Err(Error::NotFinite {
                    name: "item",
                    index: vec![item],
                    value: f64::NAN,
                }),
                _ => Ok(item),
            }
        };
        for threads in [1, 2, 8] {
            let first = in_parallel(threads, 0..1_000, &work).unwrap_err();
            assert!(
                matches!(first, Error::NotFinite { ref index, .. } if *index == [3]),
                "{threads} threads: {first}"
            );
        }
        assert!(*begun.lock().unwrap() < 1_000);
    }

    #[test]
    #[should_panic(expected = "item 5")]
    fn a_panic_is_passed_on() {
        let _ = in_parallel(3, 0..10, &|item: usize| {
            assert!(item != 5, "item 5");
            Ok(item)
        });
    }
}
