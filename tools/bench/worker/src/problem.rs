//! The file from which every contestant takes the same weights and the same batch.

use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

/// Initial weights and a batch, in 64 bits; a contestant rounds them to its precision.
///
/// The file holds them as little-endian numbers of 64 bits, one after the other: layer by layer the weights, those of
/// each neuron in turn, and then the biases; the samples; the class of each sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The number of inputs, then the neurons of each layer.
    pub sizes: Vec<usize>,
    /// Weights and biases of each layer; weights of shape (neurons, inputs).
    pub layers: Vec<(Vec<f64>, Vec<f64>)>,
    /// One sample a row.
    pub inputs: Vec<f64>,
    /// From 0 on.
    pub classes: Vec<usize>,
}

impl Problem {
    /// How many samples there are.
    pub fn batch(&self) -> usize {
        self.classes.len()
    }

    /// Reads the problem of a network of these sizes with so many samples.
    ///
    /// # Errors
    /// Those of the file, and its length if it is another.
    pub fn read(file: &Path, sizes: &[usize], batch: usize) -> Result<Self> {
        let bytes = fs::read(file)?;
        let layers: usize = sizes.windows(2).map(|pair| pair[1] * (pair[0] + 1)).sum();
        let numbers = layers + batch * (sizes[0] + 1);
        if bytes.len() != 8 * numbers {
            let message = format!(
                "{} holds {} bytes instead of 8 × {numbers}",
                file.display(),
                bytes.len()
            );
            return Err(Error::new(ErrorKind::InvalidData, message));
        }
        let mut all = bytes
            .chunks_exact(8)
            .map(|chunk| f64::from_le_bytes(chunk.try_into().expect("eight bytes")));
        let mut take = |count: usize| all.by_ref().take(count).collect::<Vec<f64>>();
        Ok(Self {
            layers: sizes
                .windows(2)
                .map(|pair| (take(pair[0] * pair[1]), take(pair[1])))
                .collect(),
            inputs: take(batch * sizes[0]),
            classes: take(batch).iter().map(|&class| class as usize).collect(),
            sizes: sizes.to_vec(),
        })
    }

    /// Writes it.
    ///
    /// # Errors
    /// Those of the file.
    pub fn write(&self, file: &Path) -> Result<()> {
        let layers = self
            .layers
            .iter()
            .flat_map(|(weights, biases)| weights.iter().chain(biases));
        let classes = self.classes.iter().map(|&class| class as f64);
        let numbers = layers.chain(&self.inputs).copied().chain(classes);
        fs::write(
            file,
            numbers.flat_map(f64::to_le_bytes).collect::<Vec<u8>>(),
        )
    }
}
