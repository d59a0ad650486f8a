//! Whole runs on 1, 2 and 4 processes of this machine. They need the feature `mpi`: `sh tools/setup/mpi.sh test` runs them where MPI is
//! installed, and says so where it is not.
#![cfg(feature = "mpi")]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use downhill::checkpoint::ParallelCheckpoint;
use downhill::optim::Momentum;
use downhill_mpi::Record;

/// `mpirun` with so many processes of the program, also as root and on fewer cores, as on a machine that tests.
fn mpirun(processes: usize, options: &str) -> Command {
    launch(processes, "", options)
}

fn launch(processes: usize, launcher: &str, options: &str) -> Command {
    let mut command = Command::new("mpirun");
    for name in [
        "OMPI_ALLOW_RUN_AS_ROOT",
        "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM",
        "OMPI_MCA_rmaps_base_oversubscribe",
    ] {
        command.env(name, "1");
    }
    command
        .args(launcher.split_whitespace())
        .args(["-n", &processes.to_string()])
        .arg(env!("CARGO_BIN_EXE_downhill-mpi"))
        .args(options.split_whitespace());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The records of a run that went well.
fn records(command: &mut Command) -> Vec<Record> {
    let output = command.output().expect("mpirun");
    let said = text(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    parsed(&output)
}

fn parsed(output: &Output) -> Vec<Record> {
    let lines = text(&output.stdout);
    let record = |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"));
    lines.lines().map(record).collect()
}

/// Trains, and answers with the bytes of the last checkpoint: weights, the optimiser's memory, the loss of each update.
fn trained(folder: &Path, processes: usize, options: &str) -> Vec<u8> {
    let path = folder.join("run.safetensors");
    let options = format!("--checkpoint {} {options}", path.display());
    let records = records(&mut mpirun(processes, &options));
    let workers = |record: &&Record| matches!(record, Record::Worker { workers, .. } if *workers == processes);
    assert_eq!(records.iter().filter(workers).count(), processes);
    let Some(Record::End { accuracy, .. }) = records.last() else {
        panic!("{records:?}");
    };
    assert!(*accuracy > 0.9, "{accuracy}");
    let bytes = fs::read(&path).expect("a checkpoint");
    fs::remove_file(&path).expect("a file to remove");
    bytes
}

#[test]
fn digits_do_not_depend_on_the_number_of_processes() {
    let folder = tempfile::tempdir().expect("a folder");
    // At every checkpoint the library makes sure that the weights are equal on all processes, and ends the run if not.
    for options in [
        "--epochs 5 --every 20",
        "--epochs 5 --every 20 --precision single --hidden 33",
        "--epochs 5 --every 20 --local-steps 4",
    ] {
        let alone = trained(folder.path(), 1, options);
        for processes in [2, 4] {
            let together = trained(folder.path(), processes, options);
            assert!(together == alone, "{processes} processes, {options}");
        }
    }
}

#[test]
fn the_engine_sums_to_rounding_after_a_hundred_updates() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("run.safetensors");
    // 25 updates an epoch.
    let options = "--hidden 200 --batch 56 --epochs 4 --every 100";
    let weights = |processes: usize, order: &str, engine: &str| {
        let options = format!("{options} --order {order} --checkpoint {}", path.display());
        let mut command = mpirun(processes, &options);
        if !engine.is_empty() {
            // Open MPI's ring: another order than a tree's.
            command.env("OMPI_MCA_coll_tuned_use_dynamic_rules", "1");
            command.env("OMPI_MCA_coll_tuned_allreduce_algorithm", engine);
        }
        records(&mut command);
        let run = ParallelCheckpoint::load(&path, Momentum::new(0.9).unwrap());
        let run = run.unwrap().run;
        assert_eq!(run.updates(), 100);
        run.parameters().clone()
    };
    let fixed = weights(1, "fixed", "");
    for (processes, engine) in [(2, ""), (4, ""), (4, "4")] {
        let other = weights(processes, "engine", engine);
        let norm = |x: &downhill::ndarray::Array1<f64>| x.map(|x| x * x).sum().sqrt();
        let off = norm(&(&other - &fixed)) / norm(&fixed);
        println!("{processes} processes, algorithm {engine:?}: {off:e}");
        assert!(off < 1e-12, "{processes} {engine}: {off:e}");
    }
}

/// A run that is killed in the middle, and how many seconds the others took to end after that.
fn killed(launcher: &str, options: &str) -> (f64, String) {
    let mut command = launch(4, launcher, options);
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut run = command.spawn().expect("mpirun");
    let mut victim = None;
    for line in BufReader::new(run.stdout.take().expect("a pipe")).lines() {
        match serde_json::from_str(&line.expect("a line")).expect("a record") {
            Record::Worker {
                rank: 2, process, ..
            } => victim = Some(process),
            Record::Checkpoint { .. } => break,
            Record::End { .. } => panic!("it ended before it could be killed"),
            _ => {}
        }
    }
    let victim = victim.expect("the third worker").to_string();
    let kill = Command::new("kill").args(["-9", &victim]).status();
    assert!(kill.expect("kill").success());
    let begin = Instant::now();
    run.wait().expect("an end");
    let mut said = String::new();
    let mut pipe = run.stderr.take().expect("a pipe");
    pipe.read_to_string(&mut said).expect("text");
    (begin.elapsed().as_secs_f64(), said)
}

#[test]
fn a_killed_process_ends_the_run_and_the_last_checkpoint_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("run.safetensors");
    let options = "--hidden 300 --epochs 20 --every 40";
    let whole = trained(folder.path(), 4, options);
    let options = format!("{options} --checkpoint {}", path.display());
    // As it is, `mpirun` tells the others to end. With the second it lets them be, as a broken network would.
    for launcher in ["", "--enable-recovery"] {
        let (seconds, said) = killed(launcher, &format!("{options} --patience 4"));
        assert!(seconds < 10.0, "{seconds} s: {said}");
        let says = |rank: &usize| match launcher {
            "" => said.contains(&format!("worker {rank} is told to end (SIGTERM)")),
            // Four seconds, and on a busy machine a little more.
            _ => said.contains(&format!("worker {rank} has waited 4.")),
        };
        let saying = [0, 1, 3].iter().filter(|rank| says(rank)).count();
        // After one second `mpirun` ends by force those who have not ended: on a busy machine perhaps before they could speak.
        let least = if launcher.is_empty() { 1 } else { 3 };
        assert!(saying >= least, "{said}");
        assert!(said.contains("add --resume to go on from there"), "{said}");
        let checkpoint = ParallelCheckpoint::load(&path, Momentum::new(0.9).unwrap());
        let updates = checkpoint.expect("a whole file").run.updates();
        assert!(updates % 40 == 0 && updates < 440, "{updates}");
        // With as many processes, and with fewer.
        let broken = fs::read(&path).expect("a checkpoint");
        for processes in [4, 2] {
            fs::write(&path, &broken).expect("a file");
            records(&mut mpirun(processes, &format!("{options} --resume")));
            let rest = fs::read(&path).expect("a checkpoint");
            assert!(rest == whole, "{processes} processes after {updates}");
        }
    }
}

#[test]
fn what_cannot_be_is_said_and_ends_the_run() {
    let fails = |processes, options: &str| {
        let begin = Instant::now();
        let output = mpirun(processes, options).output().expect("mpirun");
        assert!(begin.elapsed() < Duration::from_secs(10));
        assert!(!output.status.success());
        text(&output.stderr)
    };
    let said = fails(3, "");
    let reason =
        "the number of workers is 3; it must be a power of two, and at most the number of parts";
    assert!(said.contains(reason), "{said}");
    let said = fails(2, "--batch 60");
    assert!(
        said.contains("the number of samples a batch is 60"),
        "{said}"
    );
    let said = fails(2, "--checkpoint /nowhere/run.safetensors --epochs 1");
    assert!(
        said.contains("/nowhere/run.safetensors: No such file"),
        "{said}"
    );
}
