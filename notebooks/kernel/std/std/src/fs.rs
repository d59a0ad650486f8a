use crate::io::Result;
use crate::path::Path;

pub struct File(());
impl File {
    pub fn open<P: AsRef<Path>>(path: P) -> Result<File>;
    pub fn create<P: AsRef<Path>>(path: P) -> Result<File>;
}
impl crate::io::Read for File {}
impl crate::io::Write for File {}
pub fn read<P: AsRef<Path>>(path: P) -> Result<Vec<u8>>;
pub fn read_to_string<P: AsRef<Path>>(path: P) -> Result<String>;
pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> Result<()>;
pub fn remove_file<P: AsRef<Path>>(path: P) -> Result<()>;
pub fn create_dir_all<P: AsRef<Path>>(path: P) -> Result<()>;
