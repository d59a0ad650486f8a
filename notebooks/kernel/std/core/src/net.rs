#[derive(Copy, Clone, PartialEq, Eq)]
pub struct Ipv4Addr(());
impl Ipv4Addr {
    pub const LOCALHOST: Self;
    pub fn new(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr;
    pub fn octets(&self) -> [u8; 4];
}
