//! Placeholder until the perceptron module lands.
