//! `bench measure` sits and measures; `bench report` writes what the book shows of it. See `make bench`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use downhill_bench::fashion::Fashion;
use downhill_bench::measure::Sitting;
use downhill_bench::plan::Plan;
use downhill_bench::process::Program;
use downhill_bench::report;
use downhill_bench::results::Results;

const USAGE: &str = "\
bench measure [--quick] RESULTS.json COMMAND…   measure; each COMMAND starts a contestant
bench fashion RESULTS.json DATA COMMAND         measure whole epochs beside scikit-learn
bench report RESULTS.json FOLDER                write tables, figures and numbers for the book";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["measure", "--quick", file, commands @ ..] => {
            measure(&Plan::quick(), true, file, commands)
        }
        ["measure", file, commands @ ..] => measure(&Plan::full(), false, file, commands),
        ["fashion", file, data, command] => fashion(file, data, command),
        ["report", file, folder] => write(file, folder),
        _ => bail!("{USAGE}"),
    }
}

fn measure(plan: &Plan, quick: bool, file: &str, commands: &[&str]) -> Result<()> {
    let own = std::env::current_exe()?.with_file_name("bench-ours");
    let own = own.to_str().context("a path in UTF-8")?.to_owned();
    let mut programs = vec![Program { command: vec![own] }];
    programs.extend(commands.iter().map(|command| Program {
        command: command.split(' ').map(str::to_owned).collect(),
    }));
    let file = PathBuf::from(file);
    let folder = file
        .parent()
        .context("a file in a folder")?
        .join("problems");
    std::fs::create_dir_all(&folder)?;
    let results = Sitting {
        plan,
        quick,
        programs: &programs,
        folder: &folder,
    }
    .measure()?;
    results.write(&file)?;
    println!("{}", report::summary(&results)?);
    Ok(())
}

fn fashion(file: &str, data: &str, command: &str) -> Result<()> {
    let (rounds, epochs) = (5, 2);
    let sitting = Fashion::measure(Path::new(data), command, rounds, epochs)?;
    let file = Path::new(file);
    sitting.write(file)?;
    let table = sitting.table()?;
    std::fs::write(file.with_extension("md"), &table)?;
    println!("{table}");
    Ok(())
}

fn write(file: &str, folder: &str) -> Result<()> {
    let results = Results::read(Path::new(file))?;
    for (name, text) in report::files(&results)? {
        std::fs::write(Path::new(folder).join(&name), text)
            .with_context(|| format!("cannot write {name}"))?;
    }
    Ok(())
}
