//! What can be wrong with a file of weights: see `checkpoint`.

/// What keeps a file from being read as weights or as a checkpoint.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The file cannot be opened, or cannot be written.
    #[error("{reason}")]
    System {
        /// What the system says.
        reason: String,
    },
    /// The file is cut short, or was never in this format.
    #[error("not a whole safetensors file: {reason}")]
    Format {
        /// What the format's reader says.
        reason: String,
    },
    /// The file does not say something that is needed.
    #[error("the file does not say its {key}")]
    Metadata {
        /// What it should say.
        key: &'static str,
    },
    /// The file says something that is not known here.
    #[error("the {key} of the file is {found:?}; it must be {needed}")]
    Value {
        /// What it is about.
        key: &'static str,
        /// What the file says.
        found: String,
        /// What it may say.
        needed: String,
    },
    /// A tensor is not there.
    #[error("there is no tensor {tensor:?}; there are {present:?}")]
    Missing {
        /// The tensor's name.
        tensor: String,
        /// Those that are there.
        present: Vec<String>,
    },
    /// A tensor has no place.
    #[error("nothing here takes the tensor {tensor:?}")]
    Unknown {
        /// The tensor's name.
        tensor: String,
    },
    /// A tensor has another shape than what should take it.
    #[error("tensor {tensor:?} has shape {found:?}; it must have shape {needed:?}")]
    Shape {
        /// The tensor's name.
        tensor: String,
        /// Its shape in the file.
        found: Vec<usize>,
        /// The shape of what should take it.
        needed: Vec<usize>,
    },
    /// A tensor has more or fewer dimensions than what should take it.
    #[error("tensor {tensor:?} has shape {found:?}; it must have {needed} dimensions")]
    Dimensions {
        /// The tensor's name.
        tensor: String,
        /// Its shape in the file.
        found: Vec<usize>,
        /// How many dimensions it should have.
        needed: usize,
    },
    /// A tensor's numbers are of another type.
    #[error("the numbers of tensor {tensor:?} are {found}; they must be {needed}")]
    Type {
        /// The tensor's name.
        tensor: String,
        /// Their type in the file, as the format names it.
        found: String,
        /// The type of what should take them.
        needed: String,
    },
}
