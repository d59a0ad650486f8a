//! A sitting: everything of a [`Plan`], one after the other.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use downhill_bench_worker::{Cell, Optimizer, Precision, Request};

use crate::machine::{self, Machine};
use crate::plan::{NETWORKS, Plan, Setting};
use crate::process::{Ask, Process, Program};
use crate::results::{Held, LearnedBy, Looped, Measured, Point, Results, Times};
use crate::tasks;
use crate::turns::{self, Rounds};

/// Contestants that run, with their names.
type Running = Vec<(String, Process)>;

/// Where the sitting takes place, and who takes part.
#[derive(Debug, Clone)]
pub struct Sitting<'a> {
    /// What is measured.
    pub plan: &'a Plan,
    /// Whether it is the short one.
    pub quick: bool,
    /// Ours first.
    pub programs: &'a [Program],
    /// For problems.
    pub folder: &'a Path,
}

impl Sitting<'_> {
    /// Measures everything, and tells on standard error how far it is.
    ///
    /// # Errors
    /// What a contestant reports; that it computes something else than ours.
    pub fn measure(&self) -> Result<Results> {
        let began = Instant::now();
        let told = |what: &str| eprintln!("{:5.0} s  {what}", began.elapsed().as_secs_f64());
        let mut machine = Machine::here();
        let mut running = self.start(1)?;
        let mut contestants = Vec::new();
        for (_, process) in &mut running {
            contestants.push(process.describe()?);
        }
        let ours = &mut running[0].1;
        told("the peak of arithmetic, and the banana");
        let peak = [ours.peak(Precision::F32)?, ours.peak(Precision::F64)?];
        let banana = (0..self.plan.rounds).map(|_| Ok(1e9 * ours.block(&Request::Banana)?.seconds));
        let banana = banana.collect::<Result<Vec<f64>>>()?;
        told("the training loop and the bare step");
        let loops = self.loops(ours)?;
        let mut table = Vec::new();
        let mut threads = 1;
        for setting in self.plan.table() {
            if setting.threads != threads {
                threads = setting.threads;
                running = self.start(threads)?;
            }
            table.push(self.cell(&mut running, &setting, self.plan.rounds)?);
            told(&said(&setting));
        }
        running = self.start(1)?;
        let mut curves = Vec::new();
        for (axis, at, setting) in self.plan.curves() {
            let measured = self.cell(&mut running, &setting, self.plan.rounds_of_curves)?;
            curves.push(Point { axis, at, measured });
            told(&said(&setting));
        }
        told("the digits");
        let digits = self.digits(&mut running)?;
        told("memory");
        let memory = self.memory()?;
        told("done");
        machine.load[1] = machine::load();
        let date = machine::today();
        Ok(Results {
            date,
            quick: self.quick,
            machine,
            contestants,
            peak,
            table,
            curves,
            loops,
            digits,
            memory,
            banana,
        })
    }

    /// Starts everyone with so many threads.
    fn start(&self, threads: usize) -> Result<Running> {
        let start = |program: &Program| {
            let mut process = Process::start(program, threads)?;
            Ok((process.describe()?.name, process))
        };
        let running = self
            .programs
            .iter()
            .map(start)
            .collect::<Result<Running>>()?;
        ensure!(!running.is_empty(), "nobody takes part");
        Ok(running)
    }

    /// One setting in turns.
    fn cell(&self, running: &mut Running, setting: &Setting, rounds: usize) -> Result<Measured> {
        let cell = tasks::cell(self.folder, setting)?;
        let steps = self.steps(&mut running[0].1, &cell)?;
        let rounds = Rounds::of(rounds, setting.threads);
        let turns = turns::take(running, &cell, rounds, steps)?;
        let times = running.iter().zip(turns).map(|((name, _), turns)| Times {
            name: name.clone(),
            nanoseconds: nanoseconds(&turns.seconds),
            loss: turns.loss,
        });
        Ok(Measured::of(setting, steps, times.collect()))
    }

    /// How many steps a block shall have, judged by our own.
    fn steps(&self, ours: &mut Process, cell: &Cell) -> Result<usize> {
        ours.prepare(cell)?;
        let seconds = ours.block(&Request::Measure { steps: 3 })?.seconds;
        Ok(turns::steps_for(self.plan.block, seconds))
    }

    /// The library's loop beside the bare step, in turns.
    fn loops(&self, ours: &mut Process) -> Result<Vec<Looped>> {
        let settings = self.plan.table().into_iter();
        let settings = settings.filter(|s| s.threads == 1 && s.optimizer == Optimizer::Sgd);
        let mut loops = Vec::new();
        for setting in settings {
            let cell = tasks::cell(self.folder, &setting)?;
            let steps = self.steps(ours, &cell)?;
            let (batches, epochs) = (8, steps.div_ceil(2).max(8));
            let (mut run, mut bare) = (Vec::new(), Vec::new());
            for _ in 0..self.plan.rounds {
                run.push(ours.block(&Request::Run { batches, epochs })?.seconds);
                bare.push(ours.block(&Request::Bare { batches, epochs })?.seconds);
            }
            let Setting {
                sizes,
                batch,
                precision,
                ..
            } = setting;
            loops.push(Looped {
                sizes,
                batch,
                precision,
                run: nanoseconds(&run),
                bare: nanoseconds(&bare),
            });
        }
        Ok(loops)
    }

    /// The digits, by us and by scikit-learn if it takes part.
    fn digits(&self, running: &mut Running) -> Result<Vec<LearnedBy>> {
        let mut all = Vec::new();
        for seed in 0..self.plan.seeds {
            let task = tasks::digits_task(self.folder, seed)?;
            for (name, process) in running
                .iter_mut()
                .filter(|(name, _)| name == "ours" || name == "scikit-learn")
            {
                let learned = process.digits(&task)?;
                ensure!(
                    learned.accuracy >= task.accuracy,
                    "{name} has not learnt the digits with seed {seed}: {learned:?}"
                );
                all.push(LearnedBy {
                    name: name.clone(),
                    seed,
                    learned,
                });
            }
        }
        Ok(all)
    }

    /// What each process holds at most: new ones, so that nothing else has been done in them.
    fn memory(&self) -> Result<Vec<Held>> {
        let (sizes, batch) = NETWORKS[2];
        let setting = self
            .plan
            .table()
            .into_iter()
            .find(|s| s.sizes == sizes && s.batch == batch);
        let cell = tasks::cell(
            self.folder,
            &setting.context("the largest network is in the table")?,
        )?;
        let mut all = Vec::new();
        for (name, mut process) in self.start(1)? {
            let started = process.memory()?.peak;
            process.prepare(&cell)?;
            process.block(&Request::Measure { steps: 20 })?;
            all.push(Held {
                name,
                started,
                trained: process.memory()?.peak,
            });
        }
        Ok(all)
    }
}

fn nanoseconds(seconds: &[f64]) -> Vec<u64> {
    seconds.iter().map(|s| (1e9 * s).round() as u64).collect()
}

fn said(setting: &Setting) -> String {
    let Setting {
        sizes,
        batch,
        precision,
        optimizer,
        threads,
    } = setting;
    format!("{sizes:?}, batch {batch}, {precision:?}, {optimizer:?}, {threads} thread(s)")
}
