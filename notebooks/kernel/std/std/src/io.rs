pub struct Error(());
impl crate::fmt::Debug for Error {}
impl crate::fmt::Display for Error {}
impl crate::error::Error for Error {}
pub type Result<T> = crate::result::Result<T, Error>;
pub trait Read {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize>;
    fn read_to_end(&mut self, buffer: &mut Vec<u8>) -> Result<usize> {}
    fn read_to_string(&mut self, buffer: &mut String) -> Result<usize> {}
}
pub trait Write {
    fn write(&mut self, buffer: &[u8]) -> Result<usize>;
    fn flush(&mut self) -> Result<()>;
    fn write_all(&mut self, buffer: &[u8]) -> Result<()> {}
    fn write_fmt(&mut self, args: crate::fmt::Arguments<'_>) -> Result<()> {}
}
pub struct Stdout(());
impl Write for Stdout {}
pub fn stdout() -> Stdout;
#[doc(hidden)]
pub fn _print(args: crate::fmt::Arguments<'_>);
