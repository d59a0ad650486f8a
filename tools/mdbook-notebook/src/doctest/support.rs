// The inside of the module `__notebook` of every generated test. Paths are full, since cells may define anything.
pub type Outcome = ::std::result::Result<(), ::std::boxed::Box<dyn ::std::error::Error>>;
::std::thread_local! {
    static CELL: ::std::cell::Cell<(&'static str, &'static str, u32)> = const { ::std::cell::Cell::new(("", "", 0)) };
}
pub fn enter(page: &'static str, cell: &'static str, line: u32) {
    CELL.with(|current| current.set((page, cell, line)));
}
pub fn run(cells: fn() -> Outcome) {
    let outcome = ::std::panic::catch_unwind(cells);
    let (page, cell, line) = CELL.with(|current| current.get());
    let why = match outcome {
        Ok(Ok(())) => return,
        Ok(Err(error)) => ::std::format!("returned an error: {error}"),
        Err(_) => "panicked".into(),
    };
    ::std::eprintln!("{page}:{line}: cell `{cell}` {why}");
    ::std::process::exit(1);
}
#[track_caller]
pub fn check<T: ::std::process::Termination + 'static>(verdict: T) {
    let unit = ::std::any::TypeId::of::<T>() == ::std::any::TypeId::of::<()>();
    ::std::assert!(!unit, "a check must end in its verdict, without `;`");
    ::std::assert!(passed(verdict), "the solution does not pass this check");
}
#[track_caller]
pub fn fails(cell: impl FnOnce() -> Outcome) {
    let outcome = ::std::panic::catch_unwind(::std::panic::AssertUnwindSafe(cell));
    ::std::assert!(!::std::matches!(outcome, Ok(Ok(()))), "this cell is marked `fails` and did not fail");
}
pub type Judged = ::std::result::Result<(bool, ::std::string::String), ::std::boxed::Box<dyn ::std::error::Error>>;
pub fn passed<T: ::std::process::Termination>(verdict: T) -> bool {
    ::std::process::Termination::report(verdict) == ::std::process::ExitCode::SUCCESS
}
// A message has to be looked for: then a check's verdict must be displayable.
pub fn told<T: ::std::process::Termination + ::std::fmt::Display>(verdict: T) -> (bool, ::std::string::String) {
    let message = ::std::string::ToString::to_string(&verdict);
    (passed(verdict), message)
}
pub struct Refusal { refused: bool, messages: ::std::string::String }
impl Refusal {
    pub const fn new() -> Refusal { Refusal { refused: false, messages: ::std::string::String::new() } }
    #[track_caller]
    pub fn judge(&mut self, check: impl FnOnce() -> Judged) {
        let (passed, message) = match ::std::panic::catch_unwind(::std::panic::AssertUnwindSafe(check)) {
            Ok(Ok(judged)) => judged,
            Ok(Err(error)) => ::std::panic!("a check must refuse this wrong answer, and ended in an error: {error}"),
            Err(_) => ::std::panic!("a check must refuse this wrong answer, and panicked"),
        };
        if !passed { self.refused = true; self.messages.push_str(&message); self.messages.push_str("; "); }
    }
    #[track_caller]
    pub fn end(self, because: &str, says: &str) {
        ::std::assert!(self.refused, "this wrong answer passes the check, although {because}");
        ::std::assert!(self.messages.contains(says), "the check refuses this wrong answer without the words `{says}`: {}", self.messages);
    }
}
#[track_caller]
pub fn answers<T: ::std::fmt::Display>(right: &str, value: T) {
    let value = ::std::string::ToString::to_string(&value);
    ::std::assert!(value == right, "the choice marked right is `{right}`, and this cell computes `{value}`");
}
