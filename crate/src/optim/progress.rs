//! An observer that prints how far a run is, for runs that take long enough to ask.

use std::time::{Duration, Instant};

use super::{Moment, Observer};
use crate::number::Float;

/// Prints a line about the run, at most once a second, with the time that is left if it goes on like this
/// to its limit. A run that is over within a second prints nothing, so that it prints the same everywhere.
///
/// # Examples
/// ```
/// use downhill::{objective::Banana, optim::{Descent, Progress}};
/// let mut progress = Progress::default();
/// let run = Descent::new(0.001).on(&Banana).observe(&mut progress).run(&[0.0, 0.0])?;
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// When the first moment was seen, and at which step.
    began: Option<(Instant, usize)>,
    /// The step that was seen last.
    last: usize,
    /// When a line was printed last.
    printed: Duration,
}

const PAUSE: Duration = Duration::from_secs(1);

impl Progress {
    /// The line to print now, if it is time for one, by a clock that says how long the run has taken.
    fn line<A: Float>(
        &mut self,
        moment: &mut Moment<'_, A>,
        first: usize,
        taken: Duration,
    ) -> Option<String> {
        if taken < self.printed + PAUSE {
            return None;
        }
        self.printed = taken;
        let (step, limit) = (moment.step(), moment.limit());
        let made = step.saturating_sub(first).max(1) as f64;
        let left = taken.as_secs_f64() / made * limit.saturating_sub(step) as f64;
        let mut line = format!("{step} of at most {limit}: {:.4e}", moment.value());
        if let Some(validation) = moment.validation() {
            line += &format!(", validation {validation:.4e}");
        }
        line += &format!(
            ", {} so far, at most {} left",
            text(taken.as_secs_f64()),
            text(left)
        );
        Some(line)
    }
}

impl<A: Float> Observer<A> for Progress {
    fn observe(&mut self, moment: &mut Moment<'_, A>) {
        if moment.step() <= self.last {
            *self = Self::default(); // another run
        }
        self.last = moment.step();
        let (began, first) = *self.began.get_or_insert((Instant::now(), moment.step()));
        if let Some(line) = self.line(moment, first, began.elapsed()) {
            println!("{line}");
        }
    }
}

/// `45 s`, `12 min`, `3.4 h`.
fn text(seconds: f64) -> String {
    match seconds {
        0.0..100.0 => format!("{seconds:.0} s"),
        0.0..6_000.0 => format!("{:.0} min", seconds / 60.0),
        _ => format!("{:.1} h", seconds / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optim::{Source, Watchers};
    use ndarray::aview1;

    #[test]
    fn whole_lines_at_most_one_a_second_with_the_time_left() {
        let mut progress = Progress::default();
        let mut lines = Vec::new();
        // Ten steps a second.
        let mut watchers = Watchers::none();
        let mut look = |moment: &mut Moment<'_, f64>| {
            let taken = Duration::from_millis(100 * moment.step() as u64);
            lines.extend(progress.line(moment, 0, taken));
        };
        watchers.add(&mut look);
        for step in 1..=25 {
            let loss = 1.0 / step as f64;
            let validation = (step > 15).then_some(0.5);
            watchers.look((step, 100), Source::Known(loss), validation, aview1(&[0.0]));
        }
        drop(watchers);
        assert_eq!(
            lines,
            [
                "10 of at most 100: 1.0000e-1, 1 s so far, at most 9 s left",
                "20 of at most 100: 5.0000e-2, validation 5.0000e-1, 2 s so far, at most 8 s left",
            ]
        );
        assert_eq!(
            [text(12.3), text(130.0), text(9000.0)],
            ["12 s", "2 min", "2.5 h"]
        );
    }
}
