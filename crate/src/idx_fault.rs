//! What can be wrong with a file in the IDX format: see `data::Images`.

/// What keeps files from being read as images with their labels.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum IdxFault {
    /// The file cannot be opened, or cannot be read or unpacked.
    #[error("{reason}")]
    System {
        /// What the system says.
        reason: String,
    },
    /// The file holds something else.
    #[error("the magic number is {found:#010x}; {what} have {needed:#010x}")]
    Magic {
        /// What should be there.
        what: &'static str,
        /// The first four bytes of the file.
        found: u32,
        /// What they should be.
        needed: u32,
    },
    /// The file ends before its sizes are said.
    #[error("the file ends after {found} bytes, within its header of {needed}")]
    Header {
        /// How many bytes there are, unpacked.
        found: usize,
        /// How long the header is.
        needed: usize,
    },
    /// The file ends too soon.
    #[error(
        "the sizes {sizes:?} need {needed} bytes after the header; the file ends after {found}"
    )]
    Short {
        /// What the header says.
        sizes: Vec<usize>,
        /// Their product.
        needed: u128,
        /// How many bytes there are, unpacked.
        found: usize,
    },
    /// The file goes on behind its end.
    #[error("the sizes {sizes:?} need {needed} bytes after the header; the file has more")]
    Long {
        /// What the header says.
        sizes: Vec<usize>,
        /// Their product.
        needed: u128,
    },
    /// Images and labels that do not belong together.
    #[error("{labels} labels for the {images} images of {of}")]
    Count {
        /// How many labels there are.
        labels: usize,
        /// How many images there are.
        images: usize,
        /// The file of the images.
        of: String,
    },
}
