//! What the kernel's analyser is shown instead of the standard library.
