#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitCode(u8);
impl ExitCode {
    pub const SUCCESS: ExitCode;
    pub const FAILURE: ExitCode;
}
pub trait Termination {
    fn report(self) -> ExitCode;
}
pub fn exit(code: i32) -> !;
