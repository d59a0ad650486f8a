//! Files of named tensors in the safetensors format: written whole or not at all, and read with care.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::error::{Error, Result};
use crate::file_fault::Fault;
use crate::number::{Float, as_f64, number};

/// The one entry of the metadata: a file with several would hold them in another order each time.
const ENTRY: &str = "downhill";

/// What a number is in a file, in as many bytes as it has, the lowest first.
pub(super) trait Stored: Copy {
    const TYPE: Dtype;
    fn put(self, bytes: &mut Vec<u8>);
    fn get(bytes: &[u8]) -> Self;
}

macro_rules! stored {
    ($($number:ty => $type:ident),*) => { $(
        impl Stored for $number {
            const TYPE: Dtype = Dtype::$type;
            fn put(self, bytes: &mut Vec<u8>) {
                bytes.extend(self.to_le_bytes());
            }
            fn get(bytes: &[u8]) -> Self {
                Self::from_le_bytes(bytes.try_into().expect("as many bytes as the number has"))
            }
        }
    )* };
}
stored!(u8 => U8, u64 => U64, f32 => F32, f64 => F64);

/// Tensors to be written.
#[derive(Default)]
pub(super) struct Writer {
    tensors: Vec<(String, Dtype, Vec<usize>, Vec<u8>)>,
    metadata: BTreeMap<&'static str, String>,
}

impl Writer {
    pub(super) fn say(&mut self, key: &'static str, value: String) {
        self.metadata.insert(key, value);
    }

    pub(super) fn put<T: Stored>(
        &mut self,
        name: &str,
        shape: &[usize],
        numbers: impl IntoIterator<Item = T>,
    ) {
        let mut bytes = Vec::new();
        for number in numbers {
            number.put(&mut bytes);
        }
        self.tensors
            .push((name.to_owned(), T::TYPE, shape.to_vec(), bytes));
    }

    /// Numbers of the library's two precisions, in their own.
    pub(super) fn floats<'a, F: Float>(
        &mut self,
        name: &str,
        shape: &[usize],
        numbers: impl IntoIterator<Item = &'a F>,
    ) {
        let wide = numbers.into_iter().map(|&x| as_f64(x));
        if size_of::<F>() == size_of::<f32>() {
            self.put(name, shape, wide.map(|x| x as f32));
        } else {
            self.put(name, shape, wide);
        }
    }

    /// Writes the file. Until all of it is on the disk, a file that was there before stays as it is.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let views = self.tensors.iter().map(|(name, dtype, shape, bytes)| {
            let view = TensorView::new(*dtype, shape.clone(), bytes);
            Ok((name.as_str(), view.map_err(|fault| format(path, &fault))?))
        });
        let views = views.collect::<Result<Vec<_>>>()?;
        let said = self
            .metadata
            .iter()
            .map(|(key, value)| format!("{key}={value}"));
        let entry = (ENTRY.to_owned(), said.collect::<Vec<_>>().join("; "));
        let bytes = safetensors::serialize(views, Some([entry].into_iter().collect()));
        let bytes = bytes.map_err(|fault| format(path, &fault))?;
        replace(path, &bytes).map_err(|fault| system(path, &fault))
    }
}

/// Puts a file in the place of what is there: a new one beside it, on the disk to the last byte, takes its name.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}-{count}.part", std::process::id()));
    let beside = path.with_file_name(name);
    let written = File::create(&beside)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first fault is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written?;
    // The name, too, must be on the disk. Some systems cannot open a folder; there the renaming must do.
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// A file that has been read.
pub(super) struct Reader {
    path: PathBuf,
    /// Type, shape and bytes of each tensor.
    tensors: BTreeMap<String, (Dtype, Vec<usize>, Vec<u8>)>,
    metadata: HashMap<String, String>,
}

impl Reader {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).map_err(|fault| system(path, &fault))?;
        let fail = |fault| format(path, &fault);
        let (_, header) = SafeTensors::read_metadata(&bytes).map_err(fail)?;
        let file = SafeTensors::deserialize(&bytes).map_err(fail)?;
        let owned = |(name, view): (String, TensorView<'_>)| {
            let tensor = (view.dtype(), view.shape().to_vec(), view.data().to_vec());
            (name, tensor)
        };
        let said = header.metadata().as_ref().and_then(|all| all.get(ENTRY));
        let pairs = said.map_or("", String::as_str).split("; ");
        let pairs = pairs.filter_map(|pair| pair.split_once('='));
        Ok(Self {
            path: path.to_owned(),
            tensors: file.tensors().into_iter().map(owned).collect(),
            metadata: pairs
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect(),
        })
    }

    pub(super) fn fail<T>(&self, fault: Fault) -> Result<T> {
        Err(Error::Checkpoint {
            path: self.path.display().to_string(),
            fault,
        })
    }

    /// What the file says about this.
    pub(super) fn said(&self, key: &'static str) -> Result<&str> {
        match self.metadata.get(key) {
            Some(value) => Ok(value),
            None => self.fail(Fault::Metadata { key }),
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.tensors.keys().map(String::as_str)
    }

    /// A tensor with its shape.
    pub(super) fn get<T: Stored>(&self, name: &str) -> Result<(Vec<usize>, Vec<T>)> {
        let Some((dtype, shape, bytes)) = self.tensors.get(name) else {
            return self.fail(Fault::Missing {
                tensor: name.to_owned(),
                present: self.names().map(str::to_owned).collect(),
            });
        };
        if *dtype != T::TYPE {
            return self.fail(Fault::Type {
                tensor: name.to_owned(),
                found: dtype.to_string(),
                needed: T::TYPE.to_string(),
            });
        }
        let numbers = bytes.chunks_exact(size_of::<T>()).map(T::get);
        Ok((shape.clone(), numbers.collect()))
    }

    /// Numbers of the library's two precisions; they must be in the one asked for.
    pub(super) fn floats<F: Float>(&self, name: &str) -> Result<(Vec<usize>, Vec<F>)> {
        if size_of::<F>() == size_of::<f32>() {
            let (shape, numbers) = self.get::<f32>(name)?;
            Ok((
                shape,
                numbers.iter().map(|&x| number(f64::from(x))).collect(),
            ))
        } else {
            let (shape, numbers) = self.get::<f64>(name)?;
            Ok((shape, numbers.iter().map(|&x| number(x)).collect()))
        }
    }

    /// Fails unless a tensor has this shape.
    pub(super) fn fits(&self, name: &str, found: &[usize], needed: &[usize]) -> Result<()> {
        if found == needed {
            return Ok(());
        }
        self.fail(Fault::Shape {
            tensor: name.to_owned(),
            found: found.to_vec(),
            needed: needed.to_vec(),
        })
    }
}

fn format(path: &Path, fault: &safetensors::SafeTensorError) -> Error {
    Error::Checkpoint {
        path: path.display().to_string(),
        fault: Fault::Format {
            reason: fault.to_string(),
        },
    }
}

fn system(path: &Path, fault: &io::Error) -> Error {
    Error::Checkpoint {
        path: path.display().to_string(),
        fault: Fault::System {
            reason: fault.to_string(),
        },
    }
}
