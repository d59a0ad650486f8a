//! A training step takes no memory after the first: counted by the allocator itself.

#![allow(unsafe_code)] // an allocator is unsafe by nature

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use downhill::activation::Activation::{Identity, Relu, Tanh};
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::{Array2, s};
use downhill::network::{Backprop, Network, NetworkLoss, init};
use downhill::number::Float;
use downhill::objective::Objective;
use downhill::optim::{
    AdaGrad, Adam, AdamW, AmsGrad, GradientDescent, Momentum, Nesterov, Optimizer, RmsProp,
};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, Training};

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call goes on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(work: impl FnOnce()) -> usize {
    let before = COUNT.get();
    work();
    COUNT.get() - before
}

/// What each step of a run allocates; the last batch of an epoch is smaller.
fn of_steps<F: Float>(optimizer: &mut dyn Optimizer<F>, loss: Loss, samples: usize) -> Vec<usize> {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let activations = [Tanh, Relu, Identity];
    let network: Network<F> = init::xavier(&[20, 33, 17, 3], &activations, &mut rng).unwrap();
    let x = Array2::from_elem((samples, 20), F::from(0.3).unwrap());
    let y = Array2::from_elem((samples, 3), F::one() / F::from(3.0).unwrap());
    let mut parameters = network.parameter_vector();
    let mut pass = Backprop::new();
    let mut step = |rows: usize| {
        let rows = s![..rows, ..];
        pass.run(&network, x.slice(rows), y.slice(rows), loss)
            .unwrap();
        let rate = F::from(0.01).unwrap();
        optimizer
            .step(parameters.view_mut(), pass.gradient(), rate)
            .unwrap();
    };
    let sizes = [samples, samples, samples.div_ceil(3), samples];
    sizes.map(|rows| allocations(|| step(rows))).to_vec()
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| drop(std::hint::black_box(Box::new(1)))), 1);
    assert_eq!(allocations(|| ()), 0);
}

#[test]
fn a_step_allocates_nothing_after_the_first() {
    for loss in Loss::ALL {
        for samples in [1, 64] {
            let steps = of_steps::<f64>(&mut GradientDescent, loss, samples);
            assert!(steps[0] > 0, "the first must take memory");
            assert_eq!(steps[1..], [0, 0, 0], "{loss}, {samples} samples");
            let others: [&mut dyn Optimizer<f32>; 7] = [
                &mut Momentum::new(0.9).unwrap(),
                &mut Nesterov::new(0.9).unwrap(),
                &mut AdaGrad::default(),
                &mut RmsProp::default(),
                &mut Adam::default(),
                &mut AdamW::default(),
                &mut AmsGrad::default(),
            ];
            for optimizer in others {
                let steps = of_steps::<f32>(optimizer, loss, samples);
                assert_eq!(steps[1..], [0, 0, 0], "{}", optimizer.name());
            }
        }
    }
}

#[test]
fn a_networks_landscape_allocates_nothing_after_the_first_gradient() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let network: Network = init::xavier(&[20, 33, 3], &[Tanh, Identity], &mut rng).unwrap();
    let samples = Samples::new(Array2::ones((7, 20)), Array2::ones((7, 3))).unwrap();
    let loss = NetworkLoss::new(&network, &samples, Loss::MeanSquaredError).unwrap();
    let at = network.parameter_vector();
    let mut gradient = at.clone();
    let mut counts = [0; 3].map(|_: usize| {
        allocations(|| {
            std::hint::black_box(loss.value_at(at.view()));
            loss.gradient_at(at.view(), gradient.view_mut());
        })
    });
    assert!(counts[0] > 0, "the first must take memory");
    counts[0] = 0;
    assert_eq!(counts, [0, 0, 0]);
}

#[test]
fn an_epoch_of_training_allocates_no_more_than_what_it_writes_down() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let start: Network = init::xavier(&[20, 33, 3], &[Tanh, Identity], &mut rng).unwrap();
    let samples = Samples::new(Array2::ones((70, 20)), Array2::ones((70, 3))).unwrap();
    for batch in [Batch::Size(16), Batch::Full] {
        let count = |epochs| {
            let mut network = start.clone();
            let training = Training::new(Loss::MeanSquaredError, 0.01)
                .optimizer(Adam::default())
                .batch(batch)
                .max_epochs(epochs);
            let mut rng = ChaCha8Rng::seed_from_u64(1);
            allocations(|| {
                training
                    .run_shuffled(&mut network, &samples, &mut rng)
                    .unwrap();
            })
        };
        // A list of 1,000 losses has been doubled six or seven times more often than one of 10.
        let (few, many) = (count(10), count(1_000));
        assert!(many - few <= 8, "{batch:?}: {few} and {many}");
    }
}
