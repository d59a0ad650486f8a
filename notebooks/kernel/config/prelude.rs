// Run at the kernel's start: evcxr allows `?` in cells once one has used it, and that one loses its display.
Ok::<(), std::fmt::Error>(())?;
