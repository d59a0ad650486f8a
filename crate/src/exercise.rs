//! Placeholder until the exercise module lands.
