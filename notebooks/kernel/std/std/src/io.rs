pub struct Error(());
impl crate::fmt::Debug for Error {}
impl crate::fmt::Display for Error {}
impl crate::error::Error for Error {}
impl Error {
    pub fn kind(&self) -> ErrorKind;
    pub fn other<E: Into<Box<dyn crate::error::Error + Send + Sync>>>(error: E) -> Error;
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    NotFound,
    PermissionDenied,
    AlreadyExists,
    InvalidInput,
    InvalidData,
    UnexpectedEof,
    Interrupted,
    Other,
}
impl crate::fmt::Display for ErrorKind {}
#[derive(Debug, Default)]
pub struct Cursor<T>(T);
impl<T> Cursor<T> {
    pub fn new(inner: T) -> Cursor<T>;
    pub fn into_inner(self) -> T;
    pub fn get_ref(&self) -> &T;
    pub fn position(&self) -> u64;
}
impl<T: AsRef<[u8]>> Read for Cursor<T> {}
impl<T: AsRef<[u8]>> BufRead for Cursor<T> {}
pub struct BufReader<R: ?Sized>(R);
impl<R: Read> BufReader<R> {
    pub fn new(inner: R) -> BufReader<R>;
}
impl<R: ?Sized + Read> Read for BufReader<R> {}
impl<R: ?Sized + Read> BufRead for BufReader<R> {}
pub struct BufWriter<W: ?Sized + Write>(W);
impl<W: Write> BufWriter<W> {
    pub fn new(inner: W) -> BufWriter<W>;
}
impl<W: ?Sized + Write> Write for BufWriter<W> {}
pub trait BufRead: Read {
    fn read_line(&mut self, buffer: &mut String) -> Result<usize> {}
    fn lines(self) -> Lines<Self> where Self: Sized {}
}
pub struct Lines<B>(B);
impl<B: BufRead> Iterator for Lines<B> {
    type Item = Result<String>;
}
impl Write for Vec<u8> {}
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
