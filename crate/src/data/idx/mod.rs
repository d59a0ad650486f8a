//! Images with labels from files in the IDX format, in which MNIST is passed on, and many sets after it. Serves chapters 12 and 17.

mod fashion;
mod format;

use std::fs::File;
use std::path::Path;

use ndarray::{Array2, ArrayView2};

use super::{Samples, encode};
use crate::error::{Error, Result};
use crate::idx_fault::IdxFault;
use crate::number::{Both, Float, Kernel, number};
use format::{Idx, system};

pub use fashion::{FASHION_CLASSES, fashion_mnist};

/// Grey images, all of one size, and the class of each: a byte a pixel, as the files have them.
///
/// # Examples
/// ```
/// use downhill::data::Images;
/// # let folder = std::env::temp_dir().join("downhill-doctest-idx");
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let [images, labels] = ["images", "labels"].map(|name| folder.join(name));
/// // Two images of one row and three columns, and their classes.
/// std::fs::write(&images, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 255, 0, 0]).unwrap();
/// std::fs::write(&labels, [0, 0, 8, 1, 0, 0, 0, 2, 1, 0]).unwrap();
///
/// let images = Images::read(&images, &labels)?;
/// assert_eq!((images.count(), images.height(), images.width()), (2, 1, 3));
/// let samples = images.samples::<f32>(2)?;
/// assert_eq!(samples.inputs().row(0).to_vec(), [0.0, 0.2, 1.0]);
/// assert_eq!(samples.targets().row(0).to_vec(), [0.0, 1.0]);
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Images {
    pixels: Array2<u8>,
    height: usize,
    labels: Vec<u8>,
}

impl Images {
    /// Reads a file of images (magic number 0x00000803) and the file of their labels (0x00000801). Either may be packed by gzip: that is
    /// told from its first bytes, not from its name.
    ///
    /// # Errors
    /// [`Error::Idx`] with the file's name if one cannot be read, holds something else, is cut off or goes on behind its end, or if there is
    /// not one label an image; [`Error::Empty`] for files without images, or images without pixels.
    ///
    /// # References
    /// Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database of handwritten digits", 1998, which defines the format.
    pub fn read(images: impl AsRef<Path>, labels: impl AsRef<Path>) -> Result<Self> {
        let (images, labels) = (images.as_ref(), labels.as_ref());
        let Idx { sizes, bytes } = open::<3>(images, "images")?;
        let [count, height, width] = sizes;
        if bytes.is_empty() {
            return Err(Error::Empty {
                what: "the file of images",
            });
        }
        let labels_read = open::<1>(labels, "labels")?.bytes;
        if labels_read.len() != count {
            let fault = IdxFault::Count {
                labels: labels_read.len(),
                images: count,
                of: images.display().to_string(),
            };
            let file = labels.display().to_string();
            return Err(Error::Idx { file, fault });
        }
        let pixels = Array2::from_shape_vec((count, height * width), bytes);
        Ok(Self {
            pixels: pixels.expect("as many bytes as the sizes say"),
            height,
            labels: labels_read,
        })
    }

    /// How many there are; at least one.
    pub fn count(&self) -> usize {
        self.labels.len()
    }

    /// How many rows of pixels an image has.
    pub fn height(&self) -> usize {
        self.height
    }

    /// How many columns of pixels an image has.
    pub fn width(&self) -> usize {
        self.pixels.ncols() / self.height
    }

    /// The pixels of one image, shape (height, width), from 0 (mostly the ground) to 255.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for an image that is not there.
    pub fn image(&self, image: usize) -> Result<ArrayView2<'_, u8>> {
        crate::check::within("image", &[image], self.count(), "the number of an image")?;
        let row = self.pixels.row(image);
        let shape = (self.height, self.width());
        Ok(row.into_shape_with_order(shape).expect("a row of pixels"))
    }

    /// The class of each image.
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }

    /// As samples for a network: the pixels, from 0 to 1, as inputs, and the classes as one-hot vectors of so many. In `f32` they take half the
    /// memory: 60,000 images of 28 × 28 some 190 MB.
    ///
    /// # Errors
    /// [`Error::Label`] for a class that is not below `classes`.
    pub fn samples<F: Float>(&self, classes: usize) -> Result<Samples<F>> {
        F::of(&SAMPLES)(self, classes)
    }
}

/// Reads a file of so many sizes.
fn open<const N: usize>(path: &Path, what: &'static str) -> Result<Idx<N>> {
    let file = path.display().to_string();
    match File::open(path) {
        Ok(opened) => Idx::read(&file, what, opened),
        Err(error) => Err(Error::Idx {
            file,
            fault: system(&error),
        }),
    }
}

/// The conversion, for both precisions.
static SAMPLES: Both<ToSamples> = Both {
    single: samples,
    double: samples,
};

struct ToSamples;

impl Kernel for ToSamples {
    type Of<F: Float> = fn(&Images, usize) -> Result<Samples<F>>;
}

fn samples<F: Float>(images: &Images, classes: usize) -> Result<Samples<F>> {
    let shades: Vec<F> = (0..=255)
        .map(|byte| number(f64::from(byte) / 255.0))
        .collect();
    let inputs = images.pixels.map(|&pixel| shades[usize::from(pixel)]);
    let labels: Vec<usize> = images.labels.iter().map(|&label| label.into()).collect();
    let targets = encode::classes(&labels, classes)?.mapv(number);
    let width = images.width();
    let names: Vec<String> = (0..images.pixels.ncols())
        .map(|pixel| format!("row {}, column {}", pixel / width, pixel % width))
        .collect();
    Samples::new(inputs, targets)?.named(&names)
}
