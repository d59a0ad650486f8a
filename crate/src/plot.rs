//! Placeholder until the plot module lands.
