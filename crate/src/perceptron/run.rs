//! What a perceptron's training leaves behind: its history and why it stopped.

use std::fmt;

use ndarray::Array1;

use super::Perceptron;
use crate::data::TwoClass;

/// One visit to one sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Visit {
    /// Which sample was visited: a row of the samples.
    pub sample: usize,
    /// Its label.
    pub label: f64,
    /// What the perceptron answered.
    pub output: f64,
    /// How many updates had been made when the visit was over, this one's included:
    /// [`PerceptronRun::weights`] at this index is the weight vector after the visit.
    pub updates: usize,
}

impl Visit {
    /// Whether the answer was wrong, so that the weights changed.
    #[must_use]
    pub fn is_mistake(&self) -> bool {
        self.output != self.label
    }
}

/// Why training stopped. Visits are counted from 1; "after visit 0" is the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PerceptronStop {
    /// Every sample has been visited since the last update, and was right.
    AllRight {
        /// The visit that made the last update; 0 if there was none.
        last_update: usize,
    },
    /// The weights and the place in the order are what they were before, so that all that follows
    /// repeats endlessly. No such perceptron will get every sample right.
    Cycle {
        /// The visit after which the cycle begins, 0 if it begins with the initial weights; of a cycle that begins after the
        /// visits kept, a visit in it.
        start: usize,
        /// How many visits bring everything back.
        period: usize,
    },
    /// The visits allowed were used up.
    VisitLimit {
        /// How many there were.
        limit: usize,
    },
    /// A weight grew beyond all numbers.
    NotFinite {
        /// The visit that made it so.
        visit: usize,
    },
}

impl fmt::Display for PerceptronStop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AllRight { last_update: 0 } => {
                write!(f, "every sample is right from the start")
            }
            Self::AllRight { last_update } => {
                write!(f, "every sample is right since visit {last_update}")
            }
            Self::Cycle { start, period } => write!(
                f,
                "a cycle: from visit {} on, everything comes back every {period} visits",
                start + 1
            ),
            Self::VisitLimit { limit } => write!(f, "the limit of {limit} visits is reached"),
            Self::NotFinite { visit } => write!(f, "a weight is not finite after visit {visit}"),
        }
    }
}

/// How many visits of a run are kept.
pub(super) const KEPT: usize = 100_000;

/// The history of a perceptron's training: its first 100,000 visits one by one, and of what came later the counts and
/// the end, so that a run takes no more memory however long it gets.
#[derive(Debug, Clone, PartialEq)]
pub struct PerceptronRun {
    pub(super) samples: TwoClass,
    pub(super) visits: Vec<Visit>,
    /// $w_0, w_1, \dots$, the threshold last.
    pub(super) weights: Vec<Array1<f64>>,
    pub(super) newest: Array1<f64>,
    pub(super) made: usize,
    pub(super) updates: usize,
    pub(super) mistakes: Vec<usize>,
    pub(super) stop: PerceptronStop,
}

impl PerceptronRun {
    /// The visits, in order; the first is visit 1. Of more than 100,000 the first are kept.
    #[must_use]
    pub fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// How many visits were made.
    #[must_use]
    pub fn made(&self) -> usize {
        self.made
    }

    /// The weight vectors $w_0, w_1, \dots$, the threshold last: the start, and one for each update among the
    /// [`visits`](Self::visits) kept.
    #[must_use]
    pub fn weights(&self) -> &[Array1<f64>] {
        &self.weights
    }

    /// Why training stopped.
    #[must_use]
    pub fn stop(&self) -> PerceptronStop {
        self.stop
    }

    /// How many mistakes were made, which is how often the weights changed.
    #[must_use]
    pub fn mistakes(&self) -> usize {
        self.updates
    }

    /// The numbers of the visits that changed the weights, counted from 1, among those kept.
    #[must_use]
    pub fn update_visits(&self) -> Vec<usize> {
        (1..)
            .zip(&self.visits)
            .filter(|(_, visit)| visit.is_mistake())
            .map(|(number, _)| number)
            .collect()
    }

    /// The mistakes in each epoch, which is as many visits as there are samples. The last epoch may be
    /// incomplete.
    #[must_use]
    pub fn mistakes_per_epoch(&self) -> Vec<usize> {
        self.mistakes.clone()
    }

    /// The perceptron that came of it.
    #[must_use]
    pub fn perceptron(&self) -> Perceptron {
        Perceptron {
            augmented: self.newest.clone(),
        }
    }

    /// The perceptron as it was after so many visits: the last one, if there were fewer; that of the last visit kept,
    /// if this one is not.
    ///
    /// ```
    /// use downhill::data::logic;
    /// use downhill::perceptron::Perceptron;
    ///
    /// let run = Perceptron::zeros(2)?.train(&logic::and(), 1.0, 100)?;
    /// assert_eq!(run.perceptron_after(4), Perceptron::new(&[1.0, 1.0], 0.0)?);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[must_use]
    pub fn perceptron_after(&self, visits: usize) -> Perceptron {
        if visits >= self.made {
            return self.perceptron();
        }
        let updates = self.updates_after(visits.min(self.visits.len()));
        Perceptron {
            augmented: self.weights[updates].clone(),
        }
    }

    /// The visits of one turn of the cycle; empty if none was found, or none was kept.
    #[must_use]
    pub fn cycle_visits(&self) -> &[Visit] {
        match self.stop {
            PerceptronStop::Cycle { start, period } => {
                self.visits.get(start..start + period).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    /// The weight vectors of one turn of the cycle, in order; the first would come again after the
    /// last. Empty if no cycle was found, or none was kept.
    #[must_use]
    pub fn cycle_weights(&self) -> &[Array1<f64>] {
        match self.stop {
            PerceptronStop::Cycle { start, period } if start + period <= self.visits.len() => {
                let updates = |visits: usize| self.updates_after(visits);
                &self.weights[updates(start)..updates(start + period)]
            }
            _ => &[],
        }
    }

    /// How many updates had been made after so many visits.
    fn updates_after(&self, visits: usize) -> usize {
        visits
            .checked_sub(1)
            .map_or(0, |last| self.visits[last].updates)
    }

    /// The visits as a table: number, augmented input, label, answer, and the weights if they
    /// changed.
    ///
    /// ```
    /// use downhill::data::logic;
    /// use downhill::perceptron::Perceptron;
    ///
    /// let run = Perceptron::zeros(1)?.train(&logic::not(), 1.0, 100)?;
    /// let first_lines: Vec<String> = run.table().lines().take(3).map(str::to_owned).collect();
    /// assert_eq!(first_lines, [
    ///     "visit  input    y  ŷ  weights",
    ///     "    1  (0, -1)  1  1",
    ///     "    2  (1, -1)  0  1  w1 = (-1, 1)",
    /// ]);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    #[must_use]
    pub fn table(&self) -> String {
        let inputs: Vec<String> = self.samples.augmented().outer_iter().map(tuple).collect();
        let width = inputs.iter().map(String::len).max().unwrap_or(0);
        let mut table = format!("visit  {:width$}  y  ŷ  weights\n", "input");
        for (number, visit) in (1..).zip(&self.visits) {
            let update = if visit.is_mistake() {
                let weights = tuple(&self.weights[visit.updates]);
                format!("  w{} = {weights}", visit.updates)
            } else {
                String::new()
            };
            table.push_str(&format!(
                "{number:5}  {:width$}  {}  {}{update}\n",
                inputs[visit.sample], visit.label, visit.output
            ));
        }
        table
    }
}

/// `(1, 2, 0.3)`: enough digits to read, few enough to hide the last bit.
pub(super) fn tuple<'a>(values: impl IntoIterator<Item = &'a f64>) -> String {
    let values: Vec<String> = values
        .into_iter()
        .map(|value| ((value * 1e9).round() / 1e9).to_string())
        .collect();
    format!("({})", values.join(", "))
}
