// Run at the kernel's start. Cells of a notebook outside this folder work in the notebook's own (see launch.py), where
// its files are. And evcxr allows `?` in cells once one has used it, and that one loses its display.
if let Some(folder) = std::env::var_os("NOTEBOOK_FOLDER") {
    _ = std::env::set_current_dir(folder);
}
Ok::<(), std::fmt::Error>(())?;
