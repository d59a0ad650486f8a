//! One step of backpropagation as an animation: where each number comes from.

use ndarray::ArrayView1;

use super::ByHand;
use crate::error::{Error, Result};
use crate::plot::Axes;

/// Where the neurons stand: x₁, x₂, h₁, h₂, ŷ.
const PLACES: [(f64, f64); 5] = [(0.0, 1.0), (0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (2.0, 0.5)];
/// Where words about them stand, clear of the lines, with room for two.
const ROOM: [[(f64, f64); 2]; 5] = [
    [(-0.25, 1.12), (-0.25, 1.27)],
    [(-0.25, -0.25), (-0.25, -0.4)],
    [(0.85, 1.12), (0.85, 1.27)],
    [(0.85, -0.25), (0.85, -0.4)],
    [(2.04, 0.47), (2.04, 0.32)],
];
const INTO_HIDDEN: [(usize, usize); 4] = [(0, 2), (1, 2), (0, 3), (1, 3)];
const INTO_OUTPUT: [(usize, usize); 2] = [(2, 4), (3, 4)];

impl ByHand {
    /// Seven pictures of one [`step`](Self::step): the sample, two forward, two back, two of updates. The network itself stays as it is.
    ///
    /// # Errors
    /// Those of [`step`](Self::step), and [`Error::OutOfRange`] unless two inputs, two hidden neurons and one output are to be drawn.
    ///
    /// ```
    /// use downhill::{ndarray::array, network::by_hand::ByHand, plot::Figure};
    /// let network = ByHand {
    ///     v: array![[0.2, 0.7], [0.4, 0.3]],
    ///     gamma: array![0.1, 0.5],
    ///     w: array![[0.6], [0.9]],
    ///     theta: array![0.3],
    /// };
    /// let frames = network.frames(&[1.0, 0.5], &[0.0], 0.5)?;
    /// let figure = Figure::animation("one step of backpropagation", &frames)?;
    /// assert_eq!(frames.len(), 7);
    /// assert!(figure.svg().contains("ŷ = 0.6394"));
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn frames<'a, 'b>(
        &self,
        x: impl Into<ArrayView1<'a, f64>>,
        y: impl Into<ArrayView1<'b, f64>>,
        eta: f64,
    ) -> Result<Vec<Axes>> {
        let (x, y) = (x.into(), y.into());
        for (name, found, needed, range) in [
            ("inputs", self.v.nrows(), 2, "2, to be drawn"),
            ("hidden neurons", self.v.ncols(), 2, "2, to be drawn"),
            ("outputs", self.w.ncols(), 1, "1, to be drawn"),
        ] {
            if found != needed {
                let value = found as f64;
                return Err(Error::OutOfRange { name, value, range });
            }
        }
        let mut after = self.clone();
        let step = after.step(x, y, eta)?;
        let given = [
            vec![format!("x₁ = {}", x[0])],
            vec![format!("x₂ = {}", x[1])],
        ];
        let hidden = [word("b₁", step.b[0]), word("b₂", step.b[1])];
        let (said, g) = (word("ŷ", step.y_hat[0]), word("g", step.g[0]));
        let none = Vec::new;
        let [x1, x2] = given;
        let [b1, b2] = hidden;
        Ok(vec![
            stage(
                "1. The sample arrives",
                &[],
                [
                    x1.clone(),
                    x2.clone(),
                    none(),
                    none(),
                    vec![format!("y = {}", y[0])],
                ],
            ),
            stage(
                "2. Forward to the hidden layer: b = f(α − γ)",
                &INTO_HIDDEN,
                [x1, x2, b1.clone(), b2.clone(), none()],
            ),
            stage(
                "3. Forward to the output: ŷ = f(β − θ)",
                &INTO_OUTPUT,
                [none(), none(), b1, b2, said.clone()],
            ),
            stage(
                "4. The output's error: g = ŷ(1 − ŷ)(y − ŷ)",
                &[],
                [none(), none(), none(), none(), [said, g.clone()].concat()],
            ),
            stage(
                "5. Back through the weights: e = b(1 − b) w g",
                &[(4, 2), (4, 3)],
                [
                    none(),
                    none(),
                    word("e₁", step.e[0]),
                    word("e₂", step.e[1]),
                    g,
                ],
            ),
            stage(
                "6. New w and θ: Δw = η g b, Δθ = −η g",
                &INTO_OUTPUT,
                [
                    none(),
                    none(),
                    word("w₁", after.w[[0, 0]]),
                    word("w₂", after.w[[1, 0]]),
                    word("θ", after.theta[0]),
                ],
            ),
            stage(
                "7. New v and γ: Δv = η e x, Δγ = −η e",
                &INTO_HIDDEN,
                [
                    [word("v₁₁", after.v[[0, 0]]), word("v₁₂", after.v[[0, 1]])].concat(),
                    [word("v₂₁", after.v[[1, 0]]), word("v₂₂", after.v[[1, 1]])].concat(),
                    word("γ₁", after.gamma[0]),
                    word("γ₂", after.gamma[1]),
                    none(),
                ],
            ),
        ])
    }
}

/// The network with the connections that are at work, and with words at its neurons.
fn stage(title: &str, at_work: &[(usize, usize)], words: [Vec<String>; 5]) -> Axes {
    let all = INTO_HIDDEN.iter().chain(&INTO_OUTPUT);
    let line = |&(from, to): &(usize, usize)| vec![PLACES[from], PLACES[to]];
    let arrow = |&(from, to): &(usize, usize)| {
        let ((x0, y0), (x1, y1)) = (PLACES[from], PLACES[to]);
        ((x0, y0), [0.95 * (x1 - x0), 0.95 * (y1 - y0)])
    };
    let alt = format!("{title}: {}", words.concat().join(", "));
    let mut axes = Axes::new(alt)
        .title(title)
        .x_range(-0.3, 3.2)
        .y_range(-0.5, 1.42)
        .x_ticks(&[(0.0, "inputs"), (1.0, "hidden"), (2.0, "output")])
        .y_ticks::<&str>(&[])
        .pieces("", &all.map(line).collect::<Vec<Vec<(f64, f64)>>>())
        .color(0)
        .solid()
        .points("", &PLACES)
        .color(0);
    if !at_work.is_empty() {
        let arrows: Vec<((f64, f64), [f64; 2])> = at_work.iter().map(arrow).collect();
        axes = axes.arrows("", &arrows).color(1);
    }
    for (words, room) in words.iter().zip(ROOM) {
        for (word, place) in words.iter().zip(room) {
            axes = axes.text(place, word);
        }
    }
    axes
}

fn word(name: &str, value: f64) -> Vec<String> {
    vec![format!("{name} = {value:.4}").replace('-', "−")]
}
