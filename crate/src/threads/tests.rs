//! Work that is shared is done once, whoever does it and whatever happens on the way.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

use super::{set_threads, share, threads_for};

#[test]
fn every_part_is_done_once() {
    for threads in [1, 2, 3, 8] {
        for round in 0..500 {
            let mut numbers = vec![0_usize; 100];
            share(threads, numbers.chunks_mut(7).enumerate(), |(i, part)| {
                part.iter_mut().for_each(|number| *number += i + round);
            });
            let right: Vec<usize> = (0..100).map(|n| n / 7 + round).collect();
            assert_eq!(numbers, right, "{threads} threads, round {round}");
        }
    }
}

/// Helpers sleep after a while, and are woken.
#[test]
fn others_help_whether_they_stood_by_or_slept() {
    for pause in [0, 5] {
        for _ in 0..20 {
            thread::sleep(Duration::from_millis(pause));
            let here = thread::current().id();
            let elsewhere = AtomicUsize::new(0);
            share(2, 0..40, |_| {
                if thread::current().id() != here {
                    elsewhere.fetch_add(1, Relaxed);
                }
                thread::sleep(Duration::from_micros(200));
            });
            assert!(
                elsewhere.into_inner() > 0,
                "nobody helped, after {pause} ms"
            );
        }
    }
}

#[test]
fn a_part_that_panics_fails_the_whole_and_no_later_one() {
    for guilty in 0..20 {
        let done = AtomicUsize::new(0);
        let shared = catch_unwind(AssertUnwindSafe(|| {
            share(3, 0..20, |part| {
                assert!(part != guilty, "this part fails");
                thread::sleep(Duration::from_micros(50));
                done.fetch_add(1, Relaxed);
            });
        }));
        assert!(shared.is_err(), "part {guilty}");
        let before = done.load(Relaxed);
        thread::sleep(Duration::from_millis(1));
        assert_eq!(done.load(Relaxed), before, "nobody is still at it");
        share(3, 0..20, |_| {
            done.fetch_add(1, Relaxed);
        });
        assert_eq!(done.into_inner(), before + 20);
    }
}

#[test]
fn work_within_work_is_done() {
    let done = AtomicUsize::new(0);
    share(3, 0..10, |_| {
        share(2, 0..10, |_| {
            done.fetch_add(1, Relaxed);
        });
    });
    assert_eq!(done.into_inner(), 100);
}

#[test]
fn little_work_stays_here() {
    set_threads(4);
    assert_eq!(
        [0, 10, 25, 1000].map(|work| threads_for(work, 10)),
        [1, 1, 2, 4]
    );
}
