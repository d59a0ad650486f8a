//! Helpers of a thread, which stand by between one task and the next: to start a thread, or to wake one, takes longer
//! than many a product.

use std::cell::RefCell;
use std::hint::spin_loop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{
    AtomicU8,
    Ordering::{AcqRel, Acquire, Relaxed, Release},
};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// How long a helper that has nothing to do stands by before it sleeps.
const PATIENCE: Duration = Duration::from_micros(500);

/// What a helper is about.
const FREE: u8 = 0;
/// It has a task, and has not yet begun.
const CALLED: u8 = 1;
const AT_WORK: u8 = 2;
const ASLEEP: u8 = 3;
/// It may go: the thread that it helped has ended.
const DISMISSED: u8 = 4;
/// Its task panicked.
const FAILED: u8 = 5;

type Job = &'static (dyn Fn() + Sync);

thread_local! {
    static CREW: RefCell<Vec<Helper>> = const { RefCell::new(Vec::new()) };
}

/// Runs the job here and, at the same time, by up to so many helpers. When it comes back nobody is at it any more.
pub(super) fn together(helpers: usize, job: &(dyn Fn() + Sync)) {
    // If a job panics the crew is dropped, and so dismissed.
    let mut crew = CREW.take();
    while crew.len() < helpers {
        match Helper::hire() {
            Some(helper) => crew.push(helper),
            None => break,
        }
    }
    let crew_size = helpers.min(crew.len());
    // SAFETY: the job is lent for longer than it lives, to the helpers called below and to nobody else. `Called` is
    // dropped before `job` goes out of scope, after a panic too, and then takes the job back from each helper that has
    // not begun and waits for each that has.
    #[allow(unsafe_code)]
    let lent = unsafe { std::mem::transmute::<&(dyn Fn() + Sync), Job>(job) };
    let called = Called(&crew[..crew_size]);
    for helper in called.0 {
        helper.call(lent);
    }
    job();
    drop(called);
    let failed = crew
        .iter()
        .any(|helper| helper.post.state.load(Relaxed) == FAILED);
    assert!(!failed, "a part of the work failed on another thread");
    CREW.set(crew);
}

/// Helpers who have been called, until they have done their work.
struct Called<'a>(&'a [Helper]);

impl Drop for Called<'_> {
    fn drop(&mut self) {
        for helper in self.0 {
            helper.take_back();
        }
    }
}

/// Where a thread and its helper meet.
struct Post {
    state: AtomicU8,
    job: Mutex<Option<Job>>,
}

struct Helper {
    post: Arc<Post>,
    thread: Thread,
}

impl Helper {
    /// A new thread, unless the system has no more.
    fn hire() -> Option<Self> {
        let post = Arc::new(Post {
            state: AtomicU8::new(FREE),
            job: Mutex::new(None),
        });
        let own = Arc::clone(&post);
        let handle = thread::Builder::new().spawn(move || own.stand_by()).ok()?;
        let thread = handle.thread().clone();
        Some(Self { post, thread })
    }

    fn call(&self, job: Job) {
        self.post.put(Some(job));
        if self.post.state.swap(CALLED, AcqRel) == ASLEEP {
            self.thread.unpark();
        }
    }

    /// Afterwards the helper knows nothing of the job.
    fn take_back(&self) {
        let state = &self.post.state;
        if state
            .compare_exchange(CALLED, FREE, AcqRel, Acquire)
            .is_ok()
        {
            self.post.put(None);
            return;
        }
        let mut rounds = 0_u32;
        while state.load(Acquire) == AT_WORK {
            rounds += 1;
            // The system may have given its processor to somebody else.
            if rounds.is_multiple_of(1 << 14) {
                thread::yield_now();
            }
            spin_loop();
        }
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.post.state.store(DISMISSED, Release);
        self.thread.unpark();
    }
}

impl Post {
    fn put(&self, job: Option<Job>) -> Option<Job> {
        let mut place = self.job.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *place, job)
    }

    /// A helper's life.
    fn stand_by(&self) {
        let mut free_since = Instant::now();
        let change = |from, to| {
            self.state
                .compare_exchange(from, to, AcqRel, Acquire)
                .is_ok()
        };
        loop {
            match self.state.load(Acquire) {
                CALLED => {
                    if change(CALLED, AT_WORK) {
                        let job = self.put(None).expect("a task for whoever is called");
                        let done = catch_unwind(AssertUnwindSafe(job)).is_ok();
                        self.state.store(if done { FREE } else { FAILED }, Release);
                        free_since = Instant::now();
                    }
                }
                ASLEEP => {
                    thread::park();
                    free_since = Instant::now();
                }
                DISMISSED => return,
                _ if free_since.elapsed() < PATIENCE => (0..16).for_each(|_| spin_loop()),
                _ => {
                    change(FREE, ASLEEP);
                }
            }
        }
    }
}
