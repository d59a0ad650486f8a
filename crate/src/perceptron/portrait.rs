//! Pictures of a perceptron with one or two inputs: the samples, the line, and both its sides.

use super::run::tuple;
use super::{Perceptron, PerceptronRun, Visit};
use crate::data::TwoClass;
use crate::plot::Axes;
use crate::{Error, Result};

impl Perceptron {
    /// Axes with the samples, the decision line, and the two half-planes tinted by class. With a
    /// single input the samples lie on an axis and the line is a point of it, drawn upright.
    ///
    /// Where all weights but the threshold are 0 there is no line; all is of one class.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless there are one or two inputs, [`Error::Shape`] unless the
    /// samples have as many features.
    ///
    /// ```
    /// use downhill::{data::logic, perceptron::Perceptron};
    ///
    /// let or = Perceptron::new(&[1.0, 1.0], 0.5)?;
    /// let figure = or.portrait("OR: a line parts (0, 0) from the others", &logic::or())?.draw()?;
    /// assert!(figure.svg().contains("class 1"));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn portrait(&self, alt: &str, samples: &TwoClass) -> Result<Axes> {
        self.fits(samples)?;
        let weights = match *self.weights().to_vec() {
            [w] => [w, 0.0],
            [w1, w2] => [w1, w2],
            _ => {
                return Err(Error::OutOfRange {
                    name: "inputs",
                    value: self.weights().len() as f64,
                    range: "1 or 2, to be drawn",
                });
            }
        };
        Ok(scatter(alt, samples)?
            .half_planes(weights, self.threshold())
            .decision_line("w·x = θ", weights, self.threshold()))
    }
}

impl PerceptronRun {
    /// One picture for each of the [`weights`](PerceptronRun::weights): the start, and every update with the
    /// sample that made it in a ring. As an animation they show the line moving.
    ///
    /// # Errors
    /// As [`Perceptron::portrait`].
    pub fn frames(&self) -> Result<Vec<Axes>> {
        let updates = (1..)
            .zip(&self.visits)
            .filter(|(_, visit)| visit.is_mistake());
        let start = self.frame(0, "the start")?;
        let moved = updates.map(|(number, visit): (usize, &Visit)| {
            let input = self.samples.inputs().row(visit.sample).to_vec();
            let at = (input[0], input.get(1).copied().unwrap_or(0.0));
            let frame = self.frame(visit.updates, &format!("visit {number}"))?;
            Ok(frame.highlight("visited", &[at]))
        });
        std::iter::once(Ok(start)).chain(moved).collect()
    }

    fn frame(&self, update: usize, when: &str) -> Result<Axes> {
        let perceptron = Perceptron {
            augmented: self.weights[update].clone(),
        };
        let title = format!("{when}: w{update} = {}", tuple(&perceptron.augmented));
        let wrong = perceptron.mistakes(&self.samples)?;
        let alt = format!("{title}; {wrong} of {} samples wrong", self.samples.count());
        Ok(perceptron.portrait(&alt, &self.samples)?.title(title))
    }
}

/// The samples alone, in the colours of their classes.
fn scatter(alt: &str, samples: &TwoClass) -> Result<Axes> {
    let mut axes = Axes::new(alt).x_label("x₁");
    let (from, to) = reach(samples, 0);
    axes = axes.x_range(from, to);
    axes = if samples.features() == 1 {
        axes.y_range(-1.0, 1.0).y_ticks::<&str>(&[])
    } else {
        let (from, to) = reach(samples, 1);
        axes.y_label("x₂").y_range(from, to)
    };
    for (color, label) in [0.0, 1.0].into_iter().enumerate() {
        let points = samples.points(label);
        if !points.is_empty() {
            axes = axes.points(&format!("class {label}"), &points).color(color);
        }
    }
    Ok(axes)
}

/// From the least to the greatest value of a feature, and a good deal more on both sides.
fn reach(samples: &TwoClass, feature: usize) -> (f64, f64) {
    let values = samples.inputs().column(feature);
    let least = values.fold(f64::INFINITY, |a, &b| a.min(b));
    let greatest = values.fold(f64::NEG_INFINITY, |a, &b| a.max(b));
    let margin = if greatest > least {
        0.4 * (greatest - least)
    } else {
        1.0
    };
    (least - margin, greatest + margin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{iris, logic};

    #[test]
    fn there_is_a_frame_for_the_start_and_for_every_update() {
        let run = Perceptron::zeros(2)
            .unwrap()
            .train(&logic::and(), 1.0, 100)
            .unwrap();
        let frames = run.frames().unwrap();
        assert_eq!(frames.len(), run.weights().len());
        let figure = |frame: usize| frames[frame].draw().unwrap();
        assert_eq!(
            figure(0).alt(),
            "the start: w0 = (0, 0, 0); 3 of 4 samples wrong"
        );
        assert_eq!(
            figure(11).alt(),
            "visit 18: w11 = (1, 2, 3); 0 of 4 samples wrong"
        );
        assert!(figure(11).svg().contains("visited"));
        assert!(!figure(0).svg().contains("visited"));
    }

    #[test]
    fn one_input_has_a_portrait_and_four_have_none() {
        let not = Perceptron::new(&[-1.0], -0.5).unwrap();
        let figure = not.portrait("NOT", &logic::not()).unwrap().draw();
        assert!(
            figure
                .unwrap()
                .svg()
                .contains("data-extent=\"-0.4 1.4 -1 1\"")
        );
        let flowers = iris()
            .unwrap()
            .one_against_rest(crate::data::Species::Setosa);
        let error = Perceptron::zeros(4).unwrap().portrait("4", &flowers);
        assert_eq!(
            error.unwrap_err().to_string(),
            "inputs is 4; it must be 1 or 2, to be drawn"
        );
    }
}
