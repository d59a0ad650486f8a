//! Stands in for `cargo`, `rustc` and `rustup` in a notebook's kernel, and does without them where it can.
//!
//! At every start the kernel and its analyser ask the tools some twenty questions, and every cell is a
//! whole `cargo build`. The answers are remembered (in FOLDER/answers, which `make kernel` fills and every
//! kernel gets a copy of), and a cell goes straight to rustc, with the command that cargo used for a cell
//! of the same dependencies before. When a source of the library has changed since, cargo does it again.
//!
//! Environment: KERNEL_FOLDER, the kernel's private folder; KERNEL_TOOLS, where the real tools are;
//! KERNEL_CARGO_HOME, what CARGO_HOME was.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::hash::{Hash, Hasher};
use std::io::{Read, Write};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::time::SystemTime;
use std::{env, fs};

const PLACE: &str = "@FOLDER@";
const SIGINT: i32 = 2;
const DEFAULT: usize = 0;

unsafe extern "C" {
    fn signal(number: i32, handler: usize) -> usize;
}

fn main() -> ExitCode {
    let mut arguments: Vec<String> = env::args_os().map(|a| a.to_string_lossy().into_owned()).collect();
    let name = Path::new(&arguments[0])
        .file_name()
        .map_or(String::new(), |n| n.to_string_lossy().into_owned());
    arguments.remove(0);
    let kernel = Kernel {
        folder: env::var("KERNEL_FOLDER").unwrap_or_default(),
    };
    let has = |word: &str| arguments.iter().any(|a| a == word);
    match name.as_str() {
        "recorder" => kernel.record(&arguments),
        "rustup" if has("which") => {
            let here = env::current_exe().unwrap_or_default();
            println!(
                "{}",
                here.with_file_name(arguments.last().map_or("cargo", String::as_str))
                    .display()
            );
            ExitCode::SUCCESS
        }
        "rustup" => replace_by(Command::new("rustup").args(&arguments).env("PATH", outer_path())),
        "rustc" if has("-vV") || has("-Vv") || has("--print") => kernel.remembered("rustc", &arguments),
        "cargo" => match arguments.first().map(String::as_str) {
            Some("build" | "check") if arguments.iter().any(|a| a.starts_with("--message-format")) => {
                kernel.compile(&arguments)
            }
            Some("metadata" | "locate-project" | "--version" | "config") => kernel.remembered("cargo", &arguments),
            _ if has("config") || has("--print") => kernel.remembered("cargo", &arguments),
            _ => replace_by(real("cargo").args(&arguments)),
        },
        _ => replace_by(real(&name).args(&arguments)),
    }
}

struct Kernel {
    folder: String,
}

impl Kernel {
    fn answer(&self, kind: &str, key: u64) -> PathBuf {
        Path::new(&self.folder)
            .join("answers")
            .join(format!("{kind}-{key:016x}"))
    }

    /// What one question depends on: the words, the manifest, and the lock file.
    fn key(&self, tool: &str, arguments: &[String]) -> u64 {
        let mut state = DefaultHasher::new();
        tool.hash(&mut state);
        let mut words = arguments.iter();
        let mut manifest = PathBuf::from("Cargo.toml");
        while let Some(word) = words.next() {
            match word.as_str() {
                "--lockfile-path" => _ = words.next(), // a copy with a name of its own
                "--manifest-path" => manifest = words.next().map_or(manifest, PathBuf::from),
                _ => word.replace(&self.folder, PLACE).hash(&mut state),
            }
        }
        if tool == "cargo" {
            fs::read(manifest).ok().hash(&mut state);
            fs::read(Path::new(&self.folder).join("Cargo.lock"))
                .ok()
                .hash(&mut state);
        }
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_BOOTSTRAP"] {
            env::var_os(name).hash(&mut state);
        }
        state.finish()
    }

    /// Answer as the tool did when it was asked the same before.
    fn remembered(&self, tool: &str, arguments: &[String]) -> ExitCode {
        let file = self.answer("said", self.key(tool, arguments));
        if let Ok(said) = fs::read_to_string(&file) {
            print!("{}", said.replace(PLACE, &self.folder));
            return ExitCode::SUCCESS;
        }
        let Ok(output) = real(tool).args(arguments).stderr(Stdio::inherit()).output() else {
            return ExitCode::FAILURE;
        };
        _ = std::io::stdout().write_all(&output.stdout);
        if !output.status.success() {
            return ExitCode::FAILURE;
        }
        // A question may have changed what the next answer depends on: a first `metadata` writes the lock file.
        let file = if tool == "cargo" {
            self.answer("said", self.key(tool, arguments))
        } else {
            file
        };
        save(
            &file,
            &String::from_utf8_lossy(&output.stdout).replace(&self.folder, PLACE),
        );
        ExitCode::SUCCESS
    }

    /// Compile a cell: as before if cargo did it before, else by cargo.
    fn compile(&self, arguments: &[String]) -> ExitCode {
        let mut state = DefaultHasher::new();
        fs::read("Cargo.toml").ok().hash(&mut state);
        let mut settings: Vec<_> = env::vars()
            .filter(|(n, _)| n.starts_with("CARGO_PROFILE") || n == "RUSTFLAGS" || n == "RUSTC_WRAPPER")
            .collect();
        settings.sort();
        settings.hash(&mut state);
        let known = self.answer("rustc", state.finish());
        let check = arguments[0] == "check";
        quiet_display();
        if let Some(command) = Recorded::read(&known, &self.folder).filter(Recorded::holds) {
            return command.run(check, &self.folder);
        }
        let began = SystemTime::now();
        let recording = Path::new(&self.folder).join("answers").join("recording");
        _ = fs::remove_file(&recording);
        let mut cargo = real("cargo");
        let flags = env::var("RUSTFLAGS").unwrap_or_default();
        cargo.args(arguments).env("RUSTFLAGS", format!("{flags} -Awarnings"));
        if env::var_os("RUSTC_WRAPPER").is_none() {
            cargo.env(
                "RUSTC_WRAPPER",
                env::current_exe().unwrap_or_default().with_file_name("recorder"),
            );
        }
        let Ok(status) = cargo.status() else {
            return ExitCode::FAILURE;
        };
        if !check && status.success() {
            if let Ok(words) = fs::read_to_string(&recording) {
                Recorded::save(&known, &words, &self.folder, began);
            }
        }
        if status.success() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    /// Cargo's rustc, noting the command for the cell's own crate.
    fn record(&self, arguments: &[String]) -> ExitCode {
        let cell =
            arguments.windows(2).any(|w| w == ["--crate-name", "ctx"]) && arguments.iter().any(|a| a == "cdylib");
        if cell {
            save(
                &Path::new(&self.folder).join("answers").join("recording"),
                &arguments[1..].join("\0"),
            );
        }
        replace_by(Command::new(&arguments[0]).args(&arguments[1..]))
    }
}

/// The command that compiled a cell, and the sources that its libraries are made of.
struct Recorded {
    words: Vec<String>,
    sources: Vec<PathBuf>,
    written: SystemTime,
}

impl Recorded {
    fn read(file: &Path, folder: &str) -> Option<Recorded> {
        let text = fs::read_to_string(file).ok()?.replace(PLACE, folder);
        let (words, sources) = text.split_once("\n")?;
        Some(Recorded {
            words: words.split('\0').map(String::from).collect(),
            sources: sources.lines().map(PathBuf::from).collect(),
            written: fs::metadata(file).ok()?.modified().ok()?,
        })
    }

    fn save(file: &Path, words: &str, folder: &str, began: SystemTime) {
        let out = words
            .split('\0')
            .skip_while(|w| *w != "--out-dir")
            .nth(1)
            .map(PathBuf::from);
        let Some(listed) = out.and_then(|out| fs::read_to_string(out.parent()?.join("libctx.d")).ok()) else {
            return;
        };
        let listed = listed.replace("\\ ", "\0");
        let own = format!("{folder}/cells/");
        let mut sources: Vec<_> = listed
            .split_whitespace()
            .skip(1)
            .map(|s| s.replace('\0', " "))
            .filter(|s| !s.starts_with(&own))
            .collect();
        let manifest = |source: &String| {
            Path::new(source)
                .ancestors()
                .map(|a| a.join("Cargo.toml"))
                .find(|m| m.exists())
        };
        let manifests: HashSet<_> = sources
            .iter()
            .filter_map(manifest)
            .map(|m| m.to_string_lossy().into_owned())
            .collect();
        sources.extend(manifests);
        save(file, &format!("{words}\n{}", sources.join("\n")).replace(folder, PLACE));
        // As old as the build's beginning: what is written while it runs is newer.
        if let Ok(written) = fs::File::options().append(true).open(file) {
            _ = written.set_modified(began);
        }
    }

    /// Whether no source has changed since.
    fn holds(&self) -> bool {
        self.sources.iter().all(|s| {
            fs::metadata(s)
                .and_then(|m| m.modified())
                .is_ok_and(|m| m <= self.written)
        })
    }

    fn run(&self, check: bool, folder: &str) -> ExitCode {
        let mut rustc = real("rustc");
        rustc.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut out = PathBuf::new();
        let mut words = self.words.iter();
        while let Some(word) = words.next() {
            if word == "--out-dir" {
                let given = words.next().map(PathBuf::from).unwrap_or_default();
                out = if check { given.join("checked") } else { given };
                rustc.arg(word).arg(&out);
            } else if word.starts_with("--emit") {
                rustc.arg(if check { "--emit=metadata" } else { "--emit=link" });
            } else {
                rustc.arg(word);
            }
        }
        // A cell is too small to be worth parting: one unit takes a seventh less.
        rustc.arg("-Ccodegen-units=1");
        _ = fs::create_dir_all(&out);
        // The kernel ignores interrupts, and what it starts would too: a cell that compiles can be stopped.
        unsafe { rustc.pre_exec(|| Ok(_ = signal(SIGINT, DEFAULT))) };
        let Ok(mut running) = rustc.spawn() else {
            return ExitCode::FAILURE;
        };
        let mut said = String::new();
        _ = running.stderr.take().map(|mut pipe| pipe.read_to_string(&mut said));
        let ended = running.wait();
        let succeeded = ended.as_ref().is_ok_and(ExitStatus::success);
        if ended.is_ok_and(|status| status.signal() == Some(SIGINT)) {
            println!(r#"{{"message":"Stopped before the cell ran.","level":"error","spans":[],"children":[]}}"#);
        }
        // Only errors are of use: a cell's own error must not drown in what others left.
        for line in said.lines().filter(|line| line.contains(r#""level":"error""#)) {
            // What evcxr appends to a cell is nothing to the reader.
            println!(
                "{}",
                line.replace("found `evcxr_variable_store`", "found the end of the cell")
            );
        }
        if succeeded && !check {
            if let Some(file) = env::var_os("EVCXR_EXECUTION_SO_PATH") {
                let library = format!("{}ctx{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
                _ = fs::write(file, out.join(library).to_string_lossy().as_bytes());
            }
        }
        if succeeded {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// A cell that ends in `println!(…)` or a loop has the value `()`: nobody wants to see it.
fn quiet_display() {
    let Ok(source) = fs::read_to_string("src/lib.rs") else {
        return;
    };
    let Some(at) = source.find("fn evcxr_send_text_plain") else {
        return;
    };
    let Some(body) = source[at..].find('{').map(|b| at + b + 1) else {
        return;
    };
    _ = fs::write(
        "src/lib.rs",
        format!(
            "{} if text == \"()\" {{ return; }} {}",
            &source[..body],
            &source[body..]
        ),
    );
}

/// The real tool, in the environment that it would have without us.
fn real(name: &str) -> Command {
    let mut command = Command::new(Path::new(&env::var_os("KERNEL_TOOLS").unwrap_or_default()).join(name));
    command
        .env("PATH", outer_path())
        .env_remove("LD_PRELOAD")
        .env_remove("RUSTC")
        .env_remove("CARGO");
    match env::var_os("KERNEL_CARGO_HOME").filter(|home| !home.is_empty()) {
        Some(home) => command.env("CARGO_HOME", home),
        None => command.env_remove("CARGO_HOME"),
    };
    command
}

/// PATH without the folder that we are in.
fn outer_path() -> OsString {
    let here = env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned));
    let path = env::var_os("PATH").unwrap_or_default();
    let places: Vec<_> = env::split_paths(&path)
        .filter(|place| Some(place) != here.as_ref())
        .collect();
    env::join_paths(places).unwrap_or_else(|_| OsString::from_vec(Vec::new()))
}

fn replace_by(command: &mut Command) -> ExitCode {
    let error = command.exec();
    eprintln!("{error}");
    ExitCode::FAILURE
}

/// Write the whole file or none of it: two of us may write the same at once.
fn save(file: &Path, text: &str) {
    let new = file.with_extension(std::process::id().to_string());
    if file.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok()) && fs::write(&new, text).is_ok() {
        _ = fs::rename(&new, file);
    }
}
