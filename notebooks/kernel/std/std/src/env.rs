pub struct VarError;
pub fn var(key: &str) -> Result<String, VarError>;
pub fn current_dir() -> crate::io::Result<crate::path::PathBuf>;
pub fn temp_dir() -> crate::path::PathBuf;
