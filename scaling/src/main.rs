//! `mpirun -n 4 downhill-mpi --epochs 20`: one network, trained by four processes.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use downhill_mpi::{Options, Precision, Progress, train};
use lexopt::Parser;

fn main() -> ExitCode {
    let result = Options::parse(Parser::from_env()).and_then(|options| run(&options));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("downhill-mpi: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "mpi"))]
fn run(options: &Options) -> Result<()> {
    use downhill::parallel::Alone;
    use downhill_mpi::{Order, Watch};
    anyhow::ensure!(
        options.order == Order::Fixed,
        "this program was built without MPI, so it works alone and has no engine: build it with --features mpi"
    );
    let progress = Arc::new(Progress::default());
    let _watch = Watch::start(0, options.patience, Arc::clone(&progress))?;
    match options.precision {
        Precision::Single => train::<f32>(options, &mut Alone, &progress),
        Precision::Double => train::<f64>(options, &mut Alone, &progress),
    }
}

#[cfg(feature = "mpi")]
fn run(options: &Options) -> Result<()> {
    use anyhow::Context;
    use downhill::number::Float;
    use downhill::optim::{Momentum, Optimizer};
    use downhill::parallel::Workers;
    use downhill_mpi::{Engine, MpiWorkers, Order, Watch};
    use mpi::traits::{Communicator, Equivalence};

    fn with<F: Float + Equivalence>(
        options: &Options,
        workers: MpiWorkers,
        progress: &Progress,
    ) -> Result<()>
    where
        Momentum<F>: Optimizer<F>,
    {
        let mut workers: Box<dyn Workers<F>> = match options.order {
            Order::Fixed => Box::new(workers),
            Order::Engine => Box::new(Engine(workers)),
        };
        train(options, &mut *workers, progress)
    }

    let threading = mpi::Threading::Funneled;
    let universe = mpi::initialize_with_threading(threading);
    let (universe, _) = universe.context("MPI has been started before")?;
    let world = universe.world();
    let progress = Arc::new(Progress::default());
    let watch = Watch::start(
        world.rank() as usize,
        options.patience,
        Arc::clone(&progress),
    )?;
    let workers = MpiWorkers::new(universe.world(), watch);
    let result = match options.precision {
        Precision::Single => with::<f32>(options, workers, &progress),
        Precision::Double => with::<f64>(options, workers, &progress),
    };
    if let Err(error) = &result {
        // The others may wait for this one, and MPI has no milder way to tell them.
        eprintln!(
            "downhill-mpi: worker {}: {error:#}. {}",
            world.rank(),
            progress.advice()
        );
        world.abort(1);
    }
    result
}
