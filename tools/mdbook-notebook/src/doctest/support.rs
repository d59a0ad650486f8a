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
    let passed = ::std::process::Termination::report(verdict) == ::std::process::ExitCode::SUCCESS;
    ::std::assert!(passed, "the solution does not pass this check");
}
#[track_caller]
pub fn fails(cell: impl FnOnce() -> Outcome) {
    let outcome = ::std::panic::catch_unwind(::std::panic::AssertUnwindSafe(cell));
    ::std::assert!(!::std::matches!(outcome, Ok(Ok(()))), "this cell is marked `fails` and did not fail");
}
