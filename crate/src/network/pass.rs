//! The pass forward through the layers of a network, with everything that it computes on the way.
//! Serves chapters 03 and 08; a network's answer and backpropagation both begin with it.

use ndarray::{Array2, ArrayView2, s};

use super::layer::Layers;
use crate::linalg::product::product_from;
use crate::number::{Both, Float, Kernel};

/// $Z_k$ and $A_k$ of every layer for a batch of samples, one a row, in memory that later passes use again.
#[derive(Debug, Clone)]
pub(super) struct Pass<F> {
    pub(super) samples: usize,
    /// The shape of each layer's weights.
    pub(super) shapes: Vec<(usize, usize)>,
    pub(super) pre_activations: Vec<Array2<F>>,
    pub(super) outputs: Vec<Array2<F>>,
    /// For weights turned.
    scratch: Vec<F>,
}

impl<F: Float> Pass<F> {
    /// Nothing computed yet, and no memory taken.
    pub(super) fn new() -> Self {
        Self {
            samples: 0,
            shapes: Vec::new(),
            pre_activations: Vec::new(),
            outputs: Vec::new(),
            scratch: Vec::new(),
        }
    }

    /// Sends inputs that fit through the layers. Memory is taken only if layers or batch are larger than before;
    /// true if it was.
    pub(super) fn run(&mut self, layers: Layers<'_, F>, inputs: ArrayView2<'_, F>) -> bool {
        let grown = self.make_room(layers, inputs.nrows());
        F::of(&FORWARD)(self, layers, inputs);
        grown
    }

    fn make_room(&mut self, layers: Layers<'_, F>, samples: usize) -> bool {
        let shapes = || layers.layers.iter().map(|layer| layer.weights.dim());
        let room = self.outputs.first().map_or(0, Array2::nrows);
        self.samples = samples;
        if room >= samples && self.shapes.iter().copied().eq(shapes()) {
            return false;
        }
        self.shapes = shapes().collect();
        let matrix = |&(neurons, _): &(usize, usize)| Array2::zeros((samples, neurons));
        self.outputs = self.shapes.iter().map(matrix).collect();
        self.pre_activations = self.outputs.clone();
        true
    }
}

static FORWARD: Both<Forward> = Both {
    single: forward,
    double: forward,
};

struct Forward;

impl Kernel for Forward {
    type Of<F: Float> = fn(&mut Pass<F>, Layers<'_, F>, ArrayView2<'_, F>);
}
/// The pass forward: $Z_k$ and $A_k$ of every layer.
fn forward<F: Float>(pass: &mut Pass<F>, layers: Layers<'_, F>, inputs: ArrayView2<'_, F>) {
    let batch = s![..pass.samples, ..];
    for k in 0..pass.outputs.len() {
        let layer = layers.layer(k);
        let (before, rest) = pass.outputs.split_at_mut(k);
        let before = before.last().map_or(inputs, |output| output.slice(batch));
        let mut z = pass.pre_activations[k].slice_mut(batch);
        product_from(
            layer.biases,
            before,
            layer.weights.t(),
            &mut pass.scratch,
            z.view_mut(),
        );
        let mut output = rest[0].slice_mut(batch);
        output.assign(&z);
        layer.activation.apply(&mut output);
    }
}
