//! The training step of the bench, by candle: tensors with gradients, and its own optimisers.

use std::error::Error;

use candle_core::{DType, Device, Tensor, Var};
use candle_nn::{AdamW, Optimizer as _, ParamsAdamW, SGD, loss::cross_entropy};
use downhill_bench_worker::{Cell, Contestant, Description, Optimizer, Precision, Problem, Steps, serve};
use gemm as _;

struct Candle;

/// What the layers are at first: weights of shape (neurons, inputs), and biases.
type Layers = Vec<(Tensor, Tensor)>;

struct Training {
    initial: Layers,
    layers: Vec<(Var, Var)>,
    inputs: Tensor,
    classes: Tensor,
    optimizer: Rule,
    choice: (Optimizer, f64),
    loss: Option<Tensor>,
}

enum Rule {
    Sgd(SGD),
    Adam(AdamW),
}

impl Rule {
    fn new(layers: &[(Var, Var)], (optimizer, rate): (Optimizer, f64)) -> candle_core::Result<Self> {
        let variables = layers.iter().flat_map(|(w, b)| [w.clone(), b.clone()]).collect();
        Ok(match optimizer {
            Optimizer::Sgd => Self::Sgd(SGD::new(variables, rate)?),
            Optimizer::Adam => Self::Adam(AdamW::new(
                variables,
                ParamsAdamW { lr: rate, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0.0 },
            )?),
        })
    }
}

impl Training {
    fn new(cell: &Cell, problem: Problem) -> candle_core::Result<Self> {
        let dtype = match cell.precision {
            Precision::F32 => DType::F32,
            Precision::F64 => DType::F64,
        };
        let device = Device::Cpu;
        let batch = problem.batch();
        let tensor = |numbers: Vec<f64>, shape: &[usize]| Tensor::from_vec(numbers, shape, &device)?.to_dtype(dtype);
        let sizes = &problem.sizes;
        let initial: Layers = problem
            .layers
            .into_iter()
            .zip(sizes.windows(2))
            .map(|((weights, biases), pair)| Ok((tensor(weights, &[pair[1], pair[0]])?, tensor(biases, &[pair[1]])?)))
            .collect::<candle_core::Result<_>>()?;
        let layers = initial
            .iter()
            .map(|(w, b)| Ok((Var::from_tensor(w)?, Var::from_tensor(b)?)))
            .collect::<candle_core::Result<Vec<(Var, Var)>>>()?;
        let choice = (cell.optimizer, cell.rate);
        let classes: Vec<u32> = problem.classes.iter().map(|&class| class as u32).collect();
        Ok(Self {
            inputs: tensor(problem.inputs, &[batch, sizes[0]])?,
            classes: Tensor::from_vec(classes, batch, &device)?,
            optimizer: Rule::new(&layers, choice)?,
            initial,
            layers,
            choice,
            loss: None,
        })
    }

    fn try_step(&mut self) -> candle_core::Result<()> {
        let mut signal = self.inputs.clone();
        for (k, (weights, biases)) in self.layers.iter().enumerate() {
            signal = signal.matmul(&weights.t()?)?.broadcast_add(biases)?;
            if k + 1 < self.layers.len() {
                signal = signal.relu()?;
            }
        }
        let loss = cross_entropy(&signal, &self.classes)?;
        match &mut self.optimizer {
            Rule::Sgd(rule) => rule.backward_step(&loss)?,
            Rule::Adam(rule) => rule.backward_step(&loss)?,
        }
        self.loss = Some(loss);
        Ok(())
    }

    fn try_reset(&mut self) -> candle_core::Result<()> {
        for ((w, b), (weights, biases)) in self.layers.iter().zip(&self.initial) {
            w.set(weights)?;
            b.set(biases)?;
        }
        self.optimizer = Rule::new(&self.layers, self.choice)?;
        Ok(())
    }
}

impl Steps for Training {
    fn reset(&mut self) {
        self.try_reset().expect("the shapes of before");
    }

    fn step(&mut self) {
        self.try_step().expect("the shapes of before");
    }

    fn loss(&self) -> f64 {
        let loss = self.loss.as_ref().expect("a step");
        loss.to_dtype(DType::F64).and_then(|loss| loss.to_scalar()).expect("a number")
    }
}

impl Contestant for Candle {
    fn describe(&self) -> Description {
        Description {
            name: "candle".into(),
            version: env!("CANDLE").into(),
            products: format!("gemm, {} thread(s)", candle_core::utils::get_num_threads()),
        }
    }

    fn prepare(&self, cell: &Cell, problem: Problem) -> Result<Box<dyn Steps>, Box<dyn Error>> {
        Ok(Box::new(Training::new(cell, problem)?))
    }
}

fn main() -> std::io::Result<()> {
    serve(&Candle)
}
