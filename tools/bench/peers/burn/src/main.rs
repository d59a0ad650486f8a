//! The training step of the bench, by burn: modules, automatic gradients, and its own optimisers.

use std::error::Error;

use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::nn::loss::{CrossEntropyLoss, CrossEntropyLossConfig};
use burn::optim::{AdamConfig, GradientsParams, ModuleOptimizer, SgdConfig};
use burn::tensor::activation::relu;
use burn::tensor::{DType, Device, Int, Tensor, TensorData};
use downhill_bench_worker::{Cell, Contestant, Description, Optimizer, Precision, Problem, Steps, serve};

struct Burn;

#[derive(Module, Debug)]
struct Network {
    layers: Vec<Linear>,
}

impl Network {
    fn forward(&self, mut signal: Tensor<2>) -> Tensor<2> {
        for (k, layer) in self.layers.iter().enumerate() {
            signal = layer.forward(signal);
            if k + 1 < self.layers.len() {
                signal = relu(signal);
            }
        }
        signal
    }
}

struct Training {
    problem: Problem,
    dtype: DType,
    device: Device,
    /// Taken out while an update turns it into the next one.
    network: Option<Network>,
    inputs: Tensor<2>,
    classes: Tensor<1, Int>,
    criterion: CrossEntropyLoss,
    rule: ModuleOptimizer,
    optimizer: Optimizer,
    rate: f64,
    loss: Option<Tensor<1>>,
}

fn rule(optimizer: Optimizer) -> ModuleOptimizer {
    match optimizer {
        Optimizer::Sgd => SgdConfig::new().init(),
        Optimizer::Adam => AdamConfig::new().with_epsilon(1e-8).init(),
    }
}

impl Training {
    fn new(cell: &Cell, problem: Problem) -> Self {
        let device = Device::flex().autodiff();
        let dtype = match cell.precision {
            Precision::F32 => DType::F32,
            Precision::F64 => DType::F64,
        };
        let plain = device.clone().inner();
        let inputs = TensorData::new(problem.inputs.clone(), [problem.batch(), problem.sizes[0]]);
        let classes: Vec<i64> = problem.classes.iter().map(|&class| class as i64).collect();
        Self {
            network: Some(network(&problem, dtype, &device)),
            inputs: Tensor::from_data(inputs, (&device, dtype)),
            classes: Tensor::from_data(TensorData::new(classes, [problem.batch()]), (&device, DType::I64)),
            criterion: CrossEntropyLossConfig::new().init(&plain),
            rule: rule(cell.optimizer),
            optimizer: cell.optimizer,
            rate: cell.rate,
            loss: None,
            problem,
            dtype,
            device,
        }
    }
}

/// A network with the problem's weights; burn keeps them as (inputs, neurons).
fn network(problem: &Problem, dtype: DType, device: &Device) -> Network {
    let layers = problem.layers.iter().zip(problem.sizes.windows(2));
    let layers = layers.map(|((weights, biases), pair)| {
        let (inputs, neurons) = (pair[0], pair[1]);
        let turned: Vec<f64> = (0..inputs * neurons)
            .map(|place| weights[place % neurons * inputs + place / neurons])
            .collect();
        let weights = Tensor::<2>::from_data(TensorData::new(turned, [inputs, neurons]), (device, dtype));
        let biases = Tensor::<1>::from_data(TensorData::new(biases.clone(), [neurons]), (device, dtype));
        Linear {
            weight: Param::from_tensor(weights),
            bias: Some(Param::from_tensor(biases)),
        }
    });
    Network { layers: layers.collect() }
}

impl Steps for Training {
    fn reset(&mut self) {
        self.network = Some(network(&self.problem, self.dtype, &self.device));
        self.rule = rule(self.optimizer);
    }

    fn step(&mut self) {
        let network = self.network.take().expect("a network");
        let outputs = network.forward(self.inputs.clone());
        let loss = self.criterion.forward(outputs, self.classes.clone());
        let gradients = GradientsParams::from_grads(loss.backward(), &network);
        self.network = Some(self.rule.step(self.rate, network, gradients));
        self.loss = Some(loss);
    }

    fn loss(&self) -> f64 {
        self.loss.clone().expect("a step").into_scalar::<f64>()
    }
}

impl Contestant for Burn {
    fn describe(&self) -> Description {
        let threads = std::env::var("RAYON_NUM_THREADS").unwrap_or_else(|_| "all".into());
        Description {
            name: "burn".into(),
            version: env!("BURN").into(),
            products: format!("flex and gemm, {threads} thread(s)"),
        }
    }

    fn prepare(&self, cell: &Cell, problem: Problem) -> Result<Box<dyn Steps>, Box<dyn Error>> {
        Ok(Box::new(Training::new(cell, problem)))
    }
}

fn main() -> std::io::Result<()> {
    serve(&Burn)
}
