//! The weights of a network in a file.

use std::collections::BTreeSet;
use std::path::Path;

use ndarray::{Array1, Array2};

use super::file::{Reader, Writer};
use crate::activation::Activation;
use crate::error::Result;
use crate::file_fault::Fault;
use crate::network::{Layer, Network};
use crate::number::Float;

/// Tensors that a checkpoint holds beside the weights begin so.
pub(super) const APART: [&str; 3] = ["run.", "optimizer.", "generator."];

impl<F: Float> Network<F> {
    /// Writes all weights and biases to a file in the safetensors format, which PyTorch and NumPy can read.
    ///
    /// The tensors are named as PyTorch names those of a list of layers, `0.weight`, `0.bias`, `1.weight`, …;
    /// weights have the shape (outputs, inputs). The activations stand in the file's metadata. The file is
    /// written beside its place and then takes it: if that fails, a file that was there before is intact.
    ///
    /// # Errors
    /// [`Error::Checkpoint`](crate::Error::Checkpoint) if the file cannot be written.
    ///
    /// # References
    /// The [format](https://github.com/huggingface/safetensors#format).
    ///
    /// # Examples
    /// ```
    /// use downhill::network::{Network, init};
    /// use downhill::{activation::Activation::{Identity, Tanh}, rand::SeedableRng, rand_chacha::ChaCha8Rng};
    /// let mut rng = ChaCha8Rng::seed_from_u64(1);
    /// let network: Network = init::xavier(&[3, 4, 2], &[Tanh, Identity], &mut rng)?;
    /// # let folder = std::env::temp_dir().join("downhill-doctest-save");
    /// # std::fs::create_dir_all(&folder).unwrap();
    /// # let path = folder.join("network.safetensors");
    /// network.save(&path)?;
    /// assert_eq!(Network::load(&path)?, network);
    /// # std::fs::remove_dir_all(&folder).unwrap();
    /// # Ok::<(), downhill::Error>(())
    /// ```
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let mut writer = Writer::default();
        put(&mut writer, self);
        writer.write(path.as_ref())
    }

    /// Reads a network back from a file that [`save`](Self::save) has written, or a
    /// [`Checkpoint`](crate::checkpoint::Checkpoint).
    ///
    /// # Errors
    /// [`Error::Checkpoint`](crate::Error::Checkpoint) if the file cannot be read or holds something else: a file of
    /// PyTorch does not say the activations, see [`load_weights`](Self::load_weights).
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        take(&Reader::open(path.as_ref())?)
    }

    /// Takes the weights and biases from a file; the layers must have the file's shapes. The file may come from
    /// PyTorch: layers are taken in the order of their numbers, so that the `0`, `2`, `4` of a `Sequential`
    /// with activations between are the first, second and third layer.
    ///
    /// # Errors
    /// As for [`load`](Self::load), with the name of the tensor that does not fit and both shapes or types.
    /// The network is then left as it was.
    pub fn load_weights(&mut self, path: impl AsRef<Path>) -> Result<()> {
        let reader = Reader::open(path.as_ref())?;
        let numbers = layers(&reader)?;
        let mut new = Vec::new();
        for (place, old) in self.layers().iter().enumerate() {
            // What is not there is missed by the name that this library would give it.
            let number = numbers.get(place).copied().unwrap_or(place);
            let found = layer(&reader, number, old.activation)?;
            let name = format!("{number}.weight");
            reader.fits(&name, found.weights.shape(), old.weights.shape())?;
            new.push(found);
        }
        if let Some(number) = numbers.get(self.depth()) {
            let tensor = format!("{number}.weight");
            return reader.fail(Fault::Unknown { tensor });
        }
        *self = Self::new(new)?;
        Ok(())
    }
}

pub(super) fn put<F: Float>(writer: &mut Writer, network: &Network<F>) {
    for (k, layer) in network.layers().iter().enumerate() {
        writer.floats(
            &format!("{k}.weight"),
            layer.weights.shape(),
            &layer.weights,
        );
        writer.floats(&format!("{k}.bias"), layer.biases.shape(), &layer.biases);
    }
    let names = network.layers().iter().map(|l| l.activation.to_string());
    writer.say("activations", names.collect::<Vec<_>>().join(", "));
}

pub(super) fn take<F: Float>(reader: &Reader) -> Result<Network<F>> {
    let activations = activations(reader)?;
    let numbers = layers(reader)?;
    if numbers.len() != activations.len() {
        return reader.fail(Fault::Value {
            key: "activations",
            found: reader.said("activations")?.to_owned(),
            needed: format!("one for each of {} layers", numbers.len()),
        });
    }
    let pairs = numbers.into_iter().zip(activations);
    let found = pairs.map(|(number, activation)| layer(reader, number, activation));
    Network::new(found.collect::<Result<Vec<_>>>()?)
}

fn activations(reader: &Reader) -> Result<Vec<Activation>> {
    let known = |name: &str| match Activation::ALL
        .iter()
        .find(|known| known.to_string() == name)
    {
        Some(activation) => Ok(*activation),
        None => reader.fail(Fault::Value {
            key: "activations",
            found: name.to_owned(),
            needed: format!(
                "among {}",
                Activation::ALL.map(|a| a.to_string()).join(", ")
            ),
        }),
    };
    reader.said("activations")?.split(", ").map(known).collect()
}

/// The numbers of the file's layers, in order; all tensors must be a layer's or a checkpoint's own.
fn layers(reader: &Reader) -> Result<Vec<usize>> {
    let mut numbers = BTreeSet::new();
    for name in reader.names() {
        let number = name
            .strip_suffix(".weight")
            .or_else(|| name.strip_suffix(".bias"))
            .and_then(|number| number.parse().ok());
        match number {
            Some(number) => {
                numbers.insert(number);
            }
            None if APART.iter().any(|begin| name.starts_with(begin)) => {}
            None => {
                let tensor = name.to_owned();
                return reader.fail(Fault::Unknown { tensor });
            }
        }
    }
    Ok(numbers.into_iter().collect())
}

fn layer<F: Float>(reader: &Reader, number: usize, activation: Activation) -> Result<Layer<F>> {
    let (weight, bias) = (format!("{number}.weight"), format!("{number}.bias"));
    let (shape, weights) = reader.floats(&weight)?;
    let (biases, numbers) = reader.floats(&bias)?;
    let &[outputs, inputs] = shape.as_slice() else {
        return reader.fail(Fault::Dimensions {
            tensor: weight,
            found: shape,
            needed: 2,
        });
    };
    reader.fits(&bias, &biases, &[outputs])?;
    let weights = Array2::from_shape_vec((outputs, inputs), weights);
    Ok(Layer::new(
        weights.expect("a tensor has as many numbers as its shape says"),
        Array1::from_vec(numbers),
        activation,
    ))
}
