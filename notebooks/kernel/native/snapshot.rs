//! Loaded into the process that runs the cells: keeps the variables of a cell that is stopped or crashes,
//! and says what a panic means without a backtrace.
//!
//! Before a cell runs, the process forks. The child runs the cell; the parent waits, and is the state before
//! it. When the cell is done, the parent goes, and the child is the state. When the cell is interrupted,
//! or brings its process down, the parent goes on: it tells evcxr that the cell panicked, which keeps all
//! earlier variables. A process at the root, which evcxr knows by its number, stays as long as a state does.
//!
//! Cells are found by the name that evcxr looks up: `run_user_code_…`. With more than one thread there is
//! no fork, since only the calling thread would be in the child; then an interrupt loses the variables.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::io::Write;
use std::sync::Once;
use std::sync::atomic::{AtomicI32, AtomicPtr, Ordering::SeqCst};

type Cell = extern "C" fn(*mut c_void) -> *mut c_void;

#[link(name = "c")]
unsafe extern "C" {
    fn dlvsym(handle: *mut c_void, name: *const c_char, version: *const c_char) -> *mut c_void;
    fn fork() -> c_int;
    fn getppid() -> c_int;
    fn pipe(ends: *mut c_int) -> c_int;
    fn read(file: c_int, bytes: *mut c_void, count: usize) -> isize;
    fn write(file: c_int, bytes: *const c_void, count: usize) -> isize;
    fn close(file: c_int) -> c_int;
    fn waitpid(process: c_int, status: *mut c_int, options: c_int) -> c_int;
    fn signal(number: c_int, handler: usize) -> usize;
    fn prctl(option: c_int, argument: usize) -> c_int;
    fn _exit(code: c_int) -> !;
}
const NEXT: *mut c_void = usize::MAX as *mut c_void;
const SIGINT: c_int = 2;
const SIGKILL: usize = 9;
const IGNORE: usize = 1;
const DEFAULT: usize = 0;
const DIE_WITH_PARENT: c_int = 1;
const ADOPT_ORPHANS: c_int = 36;
/// Until what is written to stderr has been read, so that it comes before the end of the cell.
const ARRIVES: std::time::Duration = std::time::Duration::from_millis(10);
const PANICKED: &str = "EVCXR_PANIC_NOTIFICATION";

static CELL: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
static ROOT: AtomicI32 = AtomicI32::new(0);

/// What evcxr calls to find a cell's function, and everybody else to find anything.
#[unsafe(no_mangle)]
unsafe extern "C" fn dlsym(handle: *mut c_void, name: *const c_char) -> *mut c_void {
    let found = unsafe { real_dlsym()(handle, name) };
    if found.is_null()
        || !unsafe { CStr::from_ptr(name) }
            .to_bytes()
            .starts_with(b"run_user_code_")
    {
        return found;
    }
    CELL.store(found, SeqCst);
    run_cell as *mut c_void
}

unsafe fn real_dlsym() -> unsafe extern "C" fn(*mut c_void, *const c_char) -> *mut c_void {
    static REAL: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
    if REAL.load(SeqCst).is_null() {
        for version in [c"GLIBC_2.34", c"GLIBC_2.2.5", c"GLIBC_2.17"] {
            let found = unsafe { dlvsym(NEXT, c"dlsym".as_ptr(), version.as_ptr()) };
            if !found.is_null() {
                REAL.store(found, SeqCst);
                break;
            }
        }
    }
    unsafe { std::mem::transmute(REAL.load(SeqCst)) }
}

extern "C" fn run_cell(store: *mut c_void) -> *mut c_void {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(explain)));
    let cell: Cell = unsafe { std::mem::transmute(CELL.load(SeqCst)) };
    if std::fs::read_dir("/proc/self/task").map_or(2, Iterator::count) > 1 {
        unsafe { signal(SIGINT, stop_all as *const () as usize) };
        let store = cell(store);
        unsafe { signal(SIGINT, IGNORE) };
        return store;
    }
    unsafe {
        if ROOT.load(SeqCst) == 0 {
            become_root();
        }
        run_in_copy(cell, store)
    }
}

/// Stay as the process that evcxr knows; the state goes on in a child.
unsafe fn become_root() {
    ROOT.store(std::process::id() as c_int, SeqCst);
    unsafe {
        prctl(ADOPT_ORPHANS, 1);
        signal(SIGINT, IGNORE);
        if fork() == 0 {
            prctl(DIE_WITH_PARENT, SIGKILL);
            return;
        }
        let (mut status, mut last) = (0, 0);
        while waitpid(-1, &mut status, 0) > 0 {
            last = status;
        }
        _exit(if last & 0x7f == 0 { last >> 8 & 0xff } else { 1 })
    }
}

/// Run the cell in a copy of the process, which becomes the state when the cell ends as it should.
unsafe fn run_in_copy(cell: Cell, store: *mut c_void) -> *mut c_void {
    let mut done = [0; 2];
    unsafe {
        _ = std::io::stdout().flush(); // or both would print what is left in it
        if pipe(done.as_mut_ptr()) != 0 {
            return cell(store);
        }
        let copy = fork();
        if copy < 0 {
            return cell(store);
        }
        if copy == 0 {
            close(done[0]);
            signal(SIGINT, DEFAULT);
            prctl(DIE_WITH_PARENT, SIGKILL);
            let store = cell(store);
            signal(SIGINT, IGNORE);
            prctl(DIE_WITH_PARENT, 0);
            _ = std::io::stdout().flush();
            write(done[1], b"!".as_ptr().cast(), 1);
            close(done[1]);
            while getppid() != ROOT.load(SeqCst) && getppid() != 1 {
                std::thread::sleep(std::time::Duration::from_micros(50));
            }
            prctl(DIE_WITH_PARENT, SIGKILL);
            if getppid() == 1 {
                _exit(1);
            }
            return store;
        }
        close(done[1]);
        let mut mark = 0u8;
        if read(done[0], (&raw mut mark).cast(), 1) == 1 {
            _exit(0);
        }
        close(done[0]);
        let mut status = 0;
        waitpid(copy, &mut status, 0);
        eprintln!(
            "{}\nAll variables are as they were before this cell.",
            what_happened(status)
        );
        std::thread::sleep(ARRIVES);
        println!("{PANICKED}");
        store
    }
}

fn what_happened(status: c_int) -> String {
    match (status & 0x7f, status >> 8 & 0xff) {
        (0, code) => format!("This cell ended its process (exit code {code})."),
        (SIGINT, _) => "Stopped.".to_owned(),
        (9, _) => "This cell was killed; it may have asked for more memory than there is.".to_owned(),
        (6 | 11, _) => "This cell crashed: an endless recursion, or unsafe code.".to_owned(),
        (number, _) => format!("This cell was ended by signal {number}."),
    }
}

extern "C" fn stop_all(_: c_int) {
    let said = "Stopped. A thread of an earlier cell was still running, so all variables are gone: run the cells above again.\n";
    unsafe {
        write(2, said.as_ptr().cast(), said.len());
        _exit(130)
    }
}

/// What a panic says: its message, the line of the cell, and what is left.
fn explain(info: &std::panic::PanicHookInfo<'_>) {
    let message = info.payload_as_str().unwrap_or("the program panicked");
    let mut said = format!("Panic: {message}\n");
    if let Some(place) = info.location() {
        let own = place.file().ends_with("src/lib.rs") && !place.file().starts_with('/');
        let line = own.then(|| cell_line(place.line())).flatten();
        match line {
            Some(line) => said += &format!("  in the line: {line}\n"),
            None => said += &format!("  at {}:{}\n", place.file(), place.line()),
        }
    }
    if std::env::var_os("KERNEL_BACKTRACE").is_some() {
        said += &format!("{}\n", std::backtrace::Backtrace::force_capture());
    }
    said += "Variables of earlier cells are still there.\n";
    eprint!("{said}");
    std::thread::sleep(ARRIVES);
}

/// The line of the source that evcxr made of the cell.
fn cell_line(number: u32) -> Option<String> {
    let folder = std::env::var_os("EVCXR_TMPDIR")?;
    let source = std::fs::read_to_string(std::path::Path::new(&folder).join("src/lib.rs")).ok()?;
    Some(source.lines().nth(number as usize - 1)?.trim().to_owned())
}
