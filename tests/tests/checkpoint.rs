//! Weights and runs in files: exact both ways, with PyTorch too; what does not fit is named; what is written is
//! whole, even if the writer is killed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use downhill::Error;
use downhill::activation::Activation::{self, Identity, Relu, Sigmoid, Tanh};
use downhill::checkpoint::{Checkpoint, Fault};
use downhill::data::Samples;
use downhill::loss::Loss;
use downhill::ndarray::{Array2, array};
use downhill::network::{Layer, Network, init};
use downhill::number::Float;
use downhill::optim::{
    AdaGrad, Adam, AdamW, AmsGrad, GradientBlend, GradientDescent, Momentum, Nesterov, Optimizer,
    RmsProp, SlopeRule, TurnRule,
};
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, Training};
use tempfile::TempDir;

fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name)
}

/// A network with numbers that no shorter text than seventeen digits would bring back.
fn network<F: Float>() -> Network<F> {
    let activations = [Tanh, Relu, Sigmoid];
    let network: Network = init::normal(&[3, 5, 4, 2], &activations, 0.7, &mut seeded(9)).unwrap();
    let mut moved = network.parameter_vector();
    let mut rng = seeded(10);
    moved.mapv_inplace(|w| w + rng.random_range(-0.1..0.1));
    moved[0] = -0.0;
    let mut network = network.clone();
    network.set_parameter_vector(&moved).unwrap();
    network.cast().unwrap()
}

fn fault<T: std::fmt::Debug>(result: Result<T, Error>) -> Fault {
    match result.unwrap_err() {
        Error::Checkpoint { fault, .. } => fault,
        other => panic!("{other}"),
    }
}

#[test]
fn a_network_comes_back_to_the_bit() {
    fn check<F: Float>(folder: &Path) {
        let network = network::<F>();
        let path = folder.join("network.safetensors");
        network.save(&path).unwrap();
        let back = Network::<F>::load(&path).unwrap();
        assert_eq!(back, network);
        assert!(back.parameter_vector()[0].is_sign_negative());
        let mut zeros = network.clone();
        let none = network.parameter_vector().mapv(|_| F::zero());
        zeros.set_parameter_vector(&none).unwrap();
        zeros.load_weights(&path).unwrap();
        assert_eq!(zeros, network);
        // The same state makes the same bytes.
        let other = folder.join("again.safetensors");
        network.save(&other).unwrap();
        assert_eq!(fs::read(&path).unwrap(), fs::read(&other).unwrap());
    }
    let folder = TempDir::new().unwrap();
    check::<f32>(folder.path());
    check::<f64>(folder.path());
}

/// `data/safetensors_reference.py` made the file with PyTorch's numbers and names.
#[test]
fn a_file_made_by_python_opens() {
    let expected = |a: &[usize], from: f64| {
        let count: usize = a.iter().product();
        (0..count)
            .map(|i| from + i as f64 / 7.0)
            .collect::<Vec<f64>>()
    };
    let path = data("python.safetensors");
    let start = init::xavier(&[3, 4, 2], &[Tanh, Identity], &mut seeded(1));
    let mut network: Network<f32> = start.unwrap();
    network.load_weights(&path).unwrap();
    for (layer, shape, from) in [(0, [4, 3], 0.0), (1, [2, 4], 100.0)] {
        let found = &network.layers()[layer];
        let wanted = expected(&shape, from);
        let wanted: Vec<f32> = wanted.iter().map(|&x| x as f32).collect();
        assert_eq!(found.weights.iter().copied().collect::<Vec<f32>>(), wanted);
        let wanted = expected(&shape[..1], from + 50.0);
        let wanted: Vec<f32> = wanted.iter().map(|&x| x as f32).collect();
        assert_eq!(found.biases.to_vec(), wanted);
    }
    // It says nothing of activations, and its numbers are single.
    assert_eq!(
        fault(Network::<f32>::load(&path)),
        Fault::Metadata { key: "activations" }
    );
    let start = init::xavier(&[3, 4, 2], &[Tanh, Identity], &mut seeded(1));
    let mut double: Network = start.unwrap();
    let before = double.clone();
    assert_eq!(
        fault(double.load_weights(&path)),
        Fault::Type {
            tensor: "0.weight".into(),
            found: "F32".into(),
            needed: "F64".into()
        }
    );
    assert_eq!(double, before);
}

/// The network of which Python read the file `ours.safetensors`: what it found is `ours_read_by_python.csv`.
fn ours() -> Network {
    Network::new(vec![
        Layer::new(
            array![[1.0 / 3.0, -2.0e-300, 0.1], [5.0e300, -0.0, 7.0]],
            array![0.3, -1.0 / 7.0],
            Tanh,
        ),
        Layer::new(array![[2.0_f64.sqrt(), -1.0e-17]], array![1.0], Identity),
    ])
    .unwrap()
}

#[test]
fn python_reads_our_file_and_finds_the_same_numbers() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("ours.safetensors");
    ours().save(&path).unwrap();
    // The file that Python read is the one that is written today.
    assert_eq!(
        fs::read(&path).unwrap(),
        fs::read(data("ours.safetensors")).unwrap()
    );
    let text = include_str!("../data/ours_read_by_python.csv");
    let mut lines = 0;
    for (k, layer) in ours().layers().iter().enumerate() {
        let weights: Vec<f64> = layer.weights.iter().copied().collect();
        for (name, shape, numbers) in [
            ("weight", layer.weights.shape(), weights),
            ("bias", layer.biases.shape(), layer.biases.to_vec()),
        ] {
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix(&format!("{k}.{name},")));
            let fields: Vec<&str> = line.expect("a line").split(',').collect();
            let shape: Vec<String> = shape.iter().map(usize::to_string).collect();
            assert_eq!(
                (fields[0], fields[1]),
                ("float64", shape.join("x").as_str())
            );
            let read: Vec<u64> = fields[2..]
                .iter()
                .map(|field| field.parse::<f64>().unwrap().to_bits())
                .collect();
            let written: Vec<u64> = numbers.iter().map(|x| x.to_bits()).collect();
            assert_eq!(read, written, "{k}.{name}");
            lines += 1;
        }
    }
    assert_eq!(lines, 4);
}

/// Writes `ours.safetensors` anew, for Python to read: `cargo test --test checkpoint -- --ignored`.
#[test]
#[ignore = "writes into the sources"]
fn write_the_file_for_python() {
    ours().save(data("ours.safetensors")).unwrap();
}

#[test]
fn what_does_not_fit_is_named_with_both_shapes() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("network.safetensors");
    network::<f64>().save(&path).unwrap();
    let into = |sizes: &[usize]| {
        let activations = vec![Activation::Tanh; sizes.len() - 1];
        let mut other: Network = init::xavier(sizes, &activations, &mut seeded(1)).unwrap();
        let before = other.clone();
        let fault = fault(other.load_weights(&path));
        assert_eq!(other, before);
        fault
    };
    assert_eq!(
        into(&[3, 5, 6, 2]),
        Fault::Shape {
            tensor: "1.weight".into(),
            found: vec![4, 5],
            needed: vec![6, 5]
        }
    );
    assert_eq!(
        into(&[3, 5, 4]),
        Fault::Unknown {
            tensor: "2.weight".into()
        }
    );
    assert!(matches!(
        into(&[3, 5, 4, 2, 1]),
        Fault::Missing { tensor, .. } if tensor == "3.weight"
    ));
    assert!(matches!(
        fault(Network::<f32>::load(&path)),
        Fault::Type { .. }
    ));
    let message = Network::<f32>::load(&path).unwrap_err().to_string();
    assert!(message.ends_with("the numbers of tensor \"0.weight\" are F64; they must be F32"));
    assert!(matches!(
        fault(Checkpoint::<f64>::load(&path, GradientDescent)),
        Fault::Metadata { key: "optimizer" }
    ));
}

#[test]
fn truncated_and_foreign_files_are_refused_wherever_they_end() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("network.safetensors");
    network::<f64>().save(&path).unwrap();
    let whole = fs::read(&path).unwrap();
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let fault = fault(Network::<f64>::load(&path));
        assert!(matches!(fault, Fault::Format { .. }), "{length}: {fault}");
    }
    fs::write(&path, "a,b\n1,2\n3,4\n and much more of the same").unwrap();
    assert!(matches!(
        fault(Network::<f64>::load(&path)),
        Fault::Format { .. }
    ));
    assert!(matches!(
        fault(Network::<f64>::load(folder.path().join("nothing"))),
        Fault::System { .. }
    ));
    // Any byte of the header or of the numbers may be wrong: an answer, or an error, but no panic.
    for at in 0..whole.len() {
        let mut bent = whole.clone();
        bent[at] ^= 0x15;
        fs::write(&path, &bent).unwrap();
        let _ = Network::<f64>::load(&path);
    }
}

fn samples() -> Samples {
    let mut rng = seeded(4);
    let inputs = Array2::from_shape_simple_fn((17, 3), || rng.random_range(-1.0..1.0));
    let targets = Array2::from_shape_simple_fn((17, 2), || rng.random_range(-1.0..1.0));
    Samples::new(inputs, targets).unwrap()
}

#[test]
fn a_training_goes_on_from_its_file_to_the_bit() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("run.safetensors");
    let (all, held_out) = samples().split(0.7, &mut seeded(1)).unwrap();
    let optimizers: Vec<Box<dyn Optimizer>> = vec![
        Box::new(GradientDescent),
        Box::new(GradientBlend::new(0.3).unwrap()),
        Box::new(SlopeRule::new(10.0, 0.001).unwrap()),
        Box::new(TurnRule::new(1.0001, 0.001).unwrap()),
        Box::new(Nesterov::new(0.9).unwrap()),
        Box::new(AdaGrad::default()),
        Box::new(RmsProp::default()),
        Box::new(Adam::default()),
        Box::new(AdamW::default()),
        Box::new(AmsGrad::default()),
        Box::new(Adam::default().uncorrected()),
        Box::new(Momentum::new(0.9).unwrap()),
    ];
    for optimizer in optimizers {
        let training = Training::new(Loss::MeanSquaredError, 0.05)
            .optimizer(optimizer.clone())
            .batch(Batch::Size(4))
            .restore_best();
        let start: Network = init::xavier(&[3, 4, 2], &[Tanh, Identity], &mut seeded(2)).unwrap();
        let (mut whole, mut rng) = (start.clone(), seeded(3));
        let settings = training.clone().max_epochs(9);
        let session = settings.on(&all).validation(&held_out);
        let in_one = session.run_shuffled(&mut whole, &mut rng).unwrap();

        let (mut half, mut other) = (start, seeded(3));
        let settings = training.clone().max_epochs(4);
        let session = settings.on(&all).validation(&held_out);
        let run = session.run_shuffled(&mut half, &mut other).unwrap();
        let saved = Checkpoint::new(&half, &run).generator(&other);
        saved.save(&path).unwrap();

        let back = Checkpoint::load(&path, optimizer.clone()).unwrap();
        assert_eq!(back, saved);
        let (mut network, mut rng) = (back.network, back.generator.unwrap());
        let settings = training.max_epochs(9);
        let session = settings.on(&all).validation(&held_out).resume(&back.run);
        let rest = session.run_shuffled(&mut network, &mut rng).unwrap();
        assert_eq!((rest, network), (in_one, whole));
    }
    // The last file is a momentum's.
    assert_eq!(
        fault(Checkpoint::<f64>::load(&path, GradientDescent)).to_string(),
        "the optimizer of the file is \"momentum\"; it must be gradient descent"
    );
    assert_eq!(Network::<f64>::load(&path).unwrap().depth(), 2);
}

/// The state number `k` of those that the child writes.
fn state(k: u64) -> Checkpoint {
    let network = init::normal(&[150, 200, 10], &[Tanh, Identity], 1.0, &mut seeded(k)).unwrap();
    let all = Samples::new(Array2::ones((2, 150)), Array2::ones((2, 10))).unwrap();
    let mut trained = network;
    let training = Training::new(Loss::MeanSquaredError, 1e-3).max_epochs(1);
    let run = training.run(&mut trained, &all).unwrap();
    Checkpoint::new(&trained, &run).generator(&seeded(k))
}

const FILE_FOR_THE_CHILD: &str = "DOWNHILL_TEST_SAVES_TO";
const FIRST_FOR_THE_CHILD: &str = "DOWNHILL_TEST_SAVES_FIRST";
const STATES: u64 = 5;

/// Not a test of its own: in the process that the next test starts, it saves one state after the other until it is
/// killed.
#[test]
fn the_child_that_saves() {
    let Some(path) = env::var_os(FILE_FOR_THE_CHILD) else {
        return;
    };
    let states: Vec<Checkpoint> = (0..STATES).map(state).collect();
    let first = env::var(FIRST_FOR_THE_CHILD).unwrap().parse().unwrap();
    for saved in states.iter().cycle().skip(first) {
        saved.save(&path).unwrap();
    }
}

#[test]
fn fifty_kills_in_the_middle_of_a_save_leave_a_whole_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("run.safetensors");
    let states: Vec<Checkpoint> = (0..STATES).map(state).collect();
    states[0].save(&path).unwrap();
    let (mut seen, mut interrupted) = ([false; STATES as usize], 0);
    for kill in 0..50_u64 {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "the_child_that_saves", "--nocapture"])
            .env(FILE_FOR_THE_CHILD, &path)
            .env(FIRST_FOR_THE_CHILD, kill.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // When it has begun to write, every other time after a save that came to its end; and then at a moment of no
        // choice.
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        let saved = || fs::metadata(&path).unwrap().modified().unwrap() != before;
        let writing = || fs::read_dir(folder.path()).unwrap().count() > 1;
        while !(writing() && (kill % 2 == 0 || saved())) {
            assert!(
                child.try_wait().unwrap().is_none(),
                "the child ended by itself"
            );
        }
        thread::sleep(Duration::from_micros(seeded(kill).random_range(0..1_000)));
        child.kill().unwrap(); // SIGKILL
        child.wait().unwrap();
        let found = Checkpoint::load(&path, GradientDescent).unwrap();
        let which = states.iter().position(|state| *state == found);
        seen[which.expect("one of the states that were written")] = true;
        // A part of a file that was being written lies beside it, and is not in the way.
        for entry in fs::read_dir(folder.path()).unwrap() {
            let part = entry.unwrap().path();
            if part != path {
                interrupted += 1;
                fs::remove_file(part).unwrap();
            }
        }
    }
    assert!(
        interrupted > 5,
        "only {interrupted} of 50 kills fell into a save"
    );
    assert!(seen.iter().filter(|&&seen| seen).count() > 1, "{seen:?}");
}

#[test]
fn a_save_that_fails_leaves_the_old_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("network.safetensors");
    let network = network::<f64>();
    // Its place is taken by a folder that is not empty: the last step, taking the name, fails.
    fs::create_dir(&path).unwrap();
    fs::write(path.join("old"), "old").unwrap();
    assert!(matches!(fault(network.save(&path)), Fault::System { .. }));
    assert_eq!(fs::read_to_string(path.join("old")).unwrap(), "old");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
    let nowhere = folder.path().join("no/folder/network.safetensors");
    assert!(matches!(
        fault(network.save(&nowhere)),
        Fault::System { .. }
    ));
}
