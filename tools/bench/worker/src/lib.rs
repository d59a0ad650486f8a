//! What a contestant written in Rust needs beside its own training step: it speaks the protocol of the bench on
//! standard input and output, one JSON object a line, reads the problem from its file, and holds the clock.

mod problem;
mod protocol;
mod serve;

pub use problem::Problem;
pub use protocol::{
    Answer, Block, Cell, Description, Digits, Learned, Memory, Optimizer, Precision, Request,
};
pub use serve::{Contestant, Steps, block, peak_memory, serve};
