//! The samples: each worker makes those of its own parts.

use anyhow::Result;
use downhill::data::{Images, Samples, digits, encode, fashion_mnist};
use downhill::ndarray::Array2;
use downhill::number::Float;
use downhill::parallel::{Shards, Workers};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;

use crate::{Data, Options};

/// The parts that this worker holds, and samples that nobody learns from.
pub(crate) fn load<F: Float>(
    options: &Options,
    workers: &dyn Workers<F>,
) -> Result<(Shards<F>, Samples<F>)> {
    let parts = options.parts;
    Ok(match options.data {
        Data::Digits => {
            // The same division on all workers, whatever the seed of the training.
            let mut rng = ChaCha8Rng::seed_from_u64(0);
            let (learnt, held_out) = digits()?.samples()?.split(0.8, &mut rng)?;
            let shards = Shards::deal(&learnt.cast()?, parts, workers)?;
            (shards, held_out.cast()?)
        }
        Data::Fashion => {
            let [learnt, held_out] = fashion_mnist(&options.folder)?;
            let load = |part| of_part(&learnt, part, parts);
            let shards = Shards::load(parts, workers, load)?;
            (shards, held_out.samples(10)?)
        }
        Data::Shape => {
            let each = options.samples / parts.max(1);
            let load = |part| random(each, part as u64 + 1)?.cast();
            (Shards::load(parts, workers, load)?, random(256, 0)?.cast()?)
        }
    })
}

/// Random samples of 28 × 28 pixels and 10 classes, each part from a stream of its own.
fn random(count: usize, stream: u64) -> downhill::Result<Samples> {
    let mut rng = ChaCha8Rng::seed_from_u64(0);
    rng.set_stream(stream);
    let inputs = Array2::from_shape_simple_fn((count, 784), || rng.random_range(0.0..1.0));
    let labels: Vec<usize> = (0..count).map(|_| rng.random_range(0..10)).collect();
    Samples::new(inputs, encode::classes(&labels, 10)?)
}

/// The images of a part, dealt like cards; those left over in the last round are not used. Only they become numbers, eight bytes a pixel.
fn of_part<F: Float>(images: &Images, part: usize, parts: usize) -> downhill::Result<Samples<F>> {
    let rows: Vec<usize> = (part..images.count()).step_by(parts).collect();
    let rows = &rows[..images.count() / parts];
    let mut inputs = Array2::zeros((rows.len(), images.height() * images.width()));
    for (mut input, &row) in inputs.rows_mut().into_iter().zip(rows) {
        for (number, &pixel) in input.iter_mut().zip(images.image(row)?) {
            *number = f64::from(pixel) / 255.0;
        }
    }
    let labels: Vec<usize> = rows
        .iter()
        .map(|&row| images.labels()[row].into())
        .collect();
    Samples::new(inputs, encode::classes(&labels, 10)?)?.cast()
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::parallel::{Alone, on_threads};

    #[test]
    fn workers_hold_their_own_parts_and_fashion_is_dealt_whole() {
        let options = Options {
            data: Data::Shape,
            samples: 64,
            ..Options::default()
        };
        let alone = load::<f64>(&options, &Alone).unwrap().0;
        assert_eq!((alone.parts(), alone.count()), (8, 8));
        let counts = on_threads(4, |workers: &mut downhill::parallel::Threads<f32>| {
            Ok(load(&options, workers)
                .map(|(shards, _)| shards.count())
                .ok())
        });
        assert_eq!(counts.unwrap(), vec![Some(8); 4]);
        // Where the files are; elsewhere the error names them.
        let options = Options {
            data: Data::Fashion,
            folder: "/nowhere".into(),
            ..options
        };
        let error = load::<f32>(&options, &Alone).unwrap_err().to_string();
        assert!(error.contains("/nowhere"), "{error}");
    }
}
