//! Workers that are the processes of an MPI run.

use downhill::Result;
use downhill::number::Float;
use downhill::parallel::Workers;
use mpi::collective::SystemOperation;
use mpi::point_to_point::send_receive_into;
use mpi::topology::SimpleCommunicator;
use mpi::traits::{Communicator, CommunicatorCollectives, Equivalence};

use crate::Watch;

/// The processes of an MPI run, seen by one of them. Sums have the library's fixed order: the digits of a run do not depend on how
/// many processes there are.
pub struct MpiWorkers {
    world: SimpleCommunicator,
    watch: Watch,
}

impl MpiWorkers {
    /// All processes of the run. The watch ends it when one of the others does not answer.
    pub fn new(world: SimpleCommunicator, watch: Watch) -> Self {
        Self { world, watch }
    }
}

fn rank(world: &SimpleCommunicator) -> usize {
    world.rank() as usize
}

fn count(world: &SimpleCommunicator) -> usize {
    world.size() as usize
}

impl<F: Float + Equivalence> Workers<F> for MpiWorkers {
    fn count(&self) -> usize {
        count(&self.world)
    }

    fn rank(&self) -> usize {
        rank(&self.world)
    }

    fn exchange(&mut self, with: usize, sent: &[F], received: &mut [F]) -> Result<()> {
        let other = self.world.process_at_rank(with as i32);
        // What is too long for the room, MPI itself refuses, and ends the run.
        self.watch.during(|| {
            send_receive_into(sent, &other, received, &other);
        });
        Ok(())
    }
}

/// The same processes with the engine's own sum over all, `MPI_Allreduce`: it chooses its way by the number of processes and the length of the
/// vector, and with that the order of the sum.
pub struct Engine(pub MpiWorkers);

impl<F: Float + Equivalence> Workers<F> for Engine {
    fn count(&self) -> usize {
        count(&self.0.world)
    }

    fn rank(&self) -> usize {
        rank(&self.0.world)
    }

    fn exchange(&mut self, with: usize, sent: &[F], received: &mut [F]) -> Result<()> {
        self.0.exchange(with, sent, received)
    }

    fn sum(&mut self, numbers: &mut [F], scratch: &mut Vec<F>) -> Result<()> {
        scratch.resize(numbers.len(), F::zero());
        let Self(MpiWorkers { world, watch }) = self;
        watch.during(|| {
            world.all_reduce_into(&*numbers, &mut scratch[..], SystemOperation::sum());
        });
        numbers.copy_from_slice(scratch);
        Ok(())
    }
}
