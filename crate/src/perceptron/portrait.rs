//! Pictures of a perceptron with one or two inputs: the samples, the line, and both its sides; and of what keeps two
//! classes apart, or does not.

use ndarray::ArrayView1;

use super::run::tuple;
use super::{Perceptron, PerceptronRun, Separability, Visit};
use crate::data::TwoClass;
use crate::plot::{Axes, Axes3d};
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
        Ok(samples
            .scatter(alt)
            .half_planes(weights, self.threshold())
            .decision_line("w·x = θ", weights, self.threshold()))
    }

    /// A box with the augmented samples of two features, all at height $-1$, the plane through the origin at a right angle
    /// to the augmented weights, their unit vector $u$, and a short line from every sample to the plane. The shortest of
    /// these lines is as long as the [margin](Perceptron::margin).
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless there are two inputs and the threshold is not 0 (a plane that stands upright is no
    /// surface over the floor), [`Error::Shape`] unless the samples have as many features.
    ///
    /// ```
    /// use downhill::{data::logic, perceptron::Perceptron};
    ///
    /// let and = Perceptron::new(&[2.0, 2.0], 3.0)?;
    /// let figure = and.in_augmented_space("AND in space", &logic::and())?.draw()?;
    /// assert!(figure.svg().contains("class 1"));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn in_augmented_space(&self, alt: &str, samples: &TwoClass) -> Result<Axes3d> {
        self.fits(samples)?;
        let out_of_range = |name, value, range| Err(Error::OutOfRange { name, value, range });
        if self.weights().len() != 2 {
            return out_of_range("inputs", self.weights().len() as f64, "2, to be drawn");
        }
        if self.threshold() == 0.0 {
            return out_of_range("threshold", 0.0, "anything but 0, to be drawn");
        }
        let length = self.augmented.dot(&self.augmented).sqrt();
        let u = &self.augmented / length;
        let (a, b, c) = (u[0], u[1], u[2]);
        let mut view = Axes3d::new(alt)
            .x_label("x₁")
            .y_label("x₂")
            .z_label("third")
            .x_range(-0.6, 1.6)
            .y_range(-0.6, 1.6)
            .z_range(-2.2, 1.0)
            .surface("plane", move |x, y| -(a * x + b * y) / c)
            .arrow("u", (0.0, 0.0, 0.0), [a, b, c]);
        for (color, label) in [0.0, 1.0].into_iter().enumerate() {
            let mut at = Vec::new();
            for (x, y) in samples.points(label) {
                let height = a * x + b * y - c;
                let foot = (x - height * a, y - height * b, -1.0 - height * c);
                let sample = (x, y, -1.0);
                view = view.line("", &[sample, foot]).color(color).solid();
                at.push(sample);
            }
            if !at.is_empty() {
                view = view.points(&format!("class {label}"), &at).color(color);
            }
        }
        Ok(view)
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

    /// One picture for each state of the [cycle](PerceptronRun::cycle_weights), with its weights as title; none without a
    /// cycle.
    ///
    /// # Errors
    /// As [`Perceptron::portrait`].
    pub fn cycle_frames(&self) -> Result<Vec<Axes>> {
        let state = |weights: &ndarray::Array1<f64>| {
            let title = tuple(weights);
            let perceptron = Perceptron {
                augmented: weights.clone(),
            };
            Ok(perceptron.portrait(&title, &self.samples)?.title(title))
        };
        self.cycle_weights().iter().map(state).collect()
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

impl Separability {
    /// A close-up of where two classes of two features meet: lines join the samples that prove the classes inseparable to
    /// their mean, which is the same point for both. Samples of class 0 are drawn a little to the left of their place and
    /// those of class 1 a little to the right, so that both are seen where they share one.
    ///
    /// The proof may be one for more features, of which `samples` keep two ([`columns`](TwoClass::columns)).
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless there are two features, [`Error::Empty`] if the proof is another.
    ///
    /// ```
    /// use downhill::{data::logic, perceptron::separability};
    ///
    /// let proof = separability(&logic::xor());
    /// let figure = proof.meeting("both diagonals of XOR cross", &logic::xor(), ["0", "1"])?.draw()?;
    /// assert!(figure.svg().contains("mean of both"));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn meeting(&self, alt: &str, samples: &TwoClass, classes: [&str; 2]) -> Result<Axes> {
        let Self::NotSeparable {
            class_0, class_1, ..
        } = self
        else {
            return Err(Error::Empty {
                what: "the mean of both classes",
            });
        };
        if samples.features() != 2 {
            return Err(Error::OutOfRange {
                name: "features",
                value: samples.features() as f64,
                range: "2, to be drawn",
            });
        }
        let named = class_0.iter().chain(class_1).map(|share| share.0 + 1);
        let needed = named.max().unwrap_or(0);
        if samples.count() < needed {
            return Err(Error::Shape {
                op: "the samples of the proof",
                left: vec![samples.count()],
                right: vec![needed],
            });
        }
        let point = |&(sample, _): &(usize, f64)| {
            let row: ArrayView1<f64> = samples.inputs().row(sample);
            (row[0], row[1])
        };
        let mean = class_0.iter().fold((0.0, 0.0), |(x, y), share| {
            let at = point(share);
            (x + share.1 * at.0, y + share.1 * at.1)
        });
        let joined: Vec<(f64, f64)> = class_0.iter().chain(class_1).map(point).collect();
        let (from, to) = around(joined.iter().map(|at| at.0));
        let (low, high) = around(joined.iter().map(|at| at.1));
        let mut axes = Axes::new(alt).x_range(from, to).y_range(low, high);
        if let [x, y] = samples.names() {
            axes = axes.x_label(x).y_label(y);
        }
        for (class, aside) in [-0.015, 0.015].into_iter().enumerate() {
            let mut points = samples.points(class as f64);
            points.iter_mut().for_each(|at| at.0 += aside * (to - from));
            axes = axes.points(classes[class], &points);
        }
        for (color, side) in [class_0, class_1].into_iter().enumerate() {
            let spokes: Vec<_> = side.iter().map(|share| vec![mean, point(share)]).collect();
            axes = axes.pieces("", &spokes).color(color).solid();
        }
        Ok(axes.highlight("mean of both", &[mean]))
    }
}

/// From the least to the greatest of the values, and half as much again.
fn around(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let least = values.clone().fold(f64::INFINITY, f64::min);
    let greatest = values.fold(f64::NEG_INFINITY, f64::max);
    let more = if greatest > least {
        0.25 * (greatest - least)
    } else {
        1.0
    };
    (least - more, greatest + more)
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
    fn a_cycle_has_a_frame_for_each_of_its_states() {
        let train = |samples: &TwoClass| {
            let zeros = Perceptron::zeros(2).unwrap();
            zeros
                .train(samples, 1.0, 100)
                .unwrap()
                .cycle_frames()
                .unwrap()
        };
        let frames = train(&logic::xor());
        assert_eq!(frames.len(), 4);
        assert_eq!(frames[0].draw().unwrap().alt(), "(0, -1, 1)");
        assert!(train(&logic::and()).is_empty());
    }

    #[test]
    fn space_has_room_for_two_inputs_and_a_plane_that_leans() {
        let (and, not) = (logic::and(), logic::not());
        let view = |weights: &[f64], threshold, samples| {
            let perceptron = Perceptron::new(weights, threshold).unwrap();
            perceptron.in_augmented_space("AND", samples)
        };
        let figure = view(&[2.0, 2.0], 3.0, &and).unwrap().draw().unwrap();
        assert_eq!(figure.svg().matches("class=\"mesh\"").count(), 1);
        assert!(view(&[1.0, 1.0], 0.0, &and).is_err());
        assert!(view(&[1.0], 1.0, &not).is_err());
        assert!(view(&[1.0], 1.0, &and).is_err());
    }

    #[test]
    fn only_classes_that_meet_have_a_picture_of_their_meeting() {
        let xor = logic::xor();
        let proof = crate::perceptron::separability(&xor);
        let drawn = proof
            .meeting("XOR", &xor, ["a", "b"])
            .unwrap()
            .draw()
            .unwrap();
        assert!(
            drawn
                .svg()
                .contains("data-extent=\"-0.25 1.25 -0.25 1.25\"")
        );
        assert!(proof.meeting("NOT", &logic::not(), ["a", "b"]).is_err());
        let separable = crate::perceptron::separability(&logic::and());
        assert!(separable.meeting("AND", &logic::and(), ["a", "b"]).is_err());
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
