//! Arrays as callers have them: every other number of a longer one, from last to first, a column of a matrix, a
//! transpose. Each must give what a copy in plain order gives.

use downhill::activation::Activation::{Identity, Tanh};
use downhill::calculus::{Difference, gradient};
use downhill::data::{Labels, Regression, Samples, TwoClass, noisy_line};
use downhill::linalg::{Eigen, Qr};
use downhill::loss::{Loss, softmax};
use downhill::ndarray::{
    Array, Array1, Array2, ArrayView1, ArrayView2, Axis, Dimension, ShapeBuilder, s,
};
use downhill::network::{Backprop, Layer, Network};
use downhill::neuron::McCullochPitts;
use downhill::objective::{Evaluate, Quadratic, Rastrigin};
use downhill::optim::{GradientDescent, Optimizer};
use downhill::perceptron::Perceptron;
use downhill::regression::{Linear, Standardizer, least_squares};
use downhill::{rand::SeedableRng, rand_chacha::ChaCha8Rng};

/// The same vector as a view in each layout.
fn each_vector(numbers: &Array1<f64>, mut test: impl FnMut(ArrayView1<f64>)) {
    let n = numbers.len();
    let mut stretched = Array1::zeros(3 * n);
    stretched.slice_mut(s![..;3]).assign(numbers);
    let backwards: Array1<f64> = numbers.iter().rev().copied().collect();
    let mut table = Array2::zeros((n, 4));
    table.column_mut(2).assign(numbers);
    test(numbers.view());
    test(stretched.slice(s![..;3]));
    test(backwards.slice(s![..;-1]));
    test(table.column(2));
}

/// The same matrix as a view in each layout.
fn each_matrix(numbers: &Array2<f64>, mut test: impl FnMut(ArrayView2<f64>)) {
    let (rows, columns) = numbers.dim();
    let mut by_columns = Array2::zeros((rows, columns).f());
    by_columns.assign(numbers);
    let mut stretched = Array2::zeros((2 * rows, 3 * columns));
    stretched.slice_mut(s![..;2, ..;3]).assign(numbers);
    let mut backwards = Array2::zeros((rows, columns));
    backwards.slice_mut(s![..;-1, ..;-1]).assign(numbers);
    let transposed = numbers.t().as_standard_layout().into_owned();
    test(numbers.view());
    test(by_columns.view());
    test(stretched.slice(s![..;2, ..;3]));
    test(backwards.slice(s![..;-1, ..;-1]));
    test(transposed.t());
}

fn close<D: Dimension>(one: &Array<f64, D>, other: &Array<f64, D>) {
    let apart = one.iter().zip(other).all(|(a, b)| (a - b).abs() < 1e-12);
    assert!(
        one.shape() == other.shape() && apart,
        "{one} is not {other}"
    );
}

fn network() -> Network {
    let number = |(i, j): (usize, usize)| 0.1 * (1 + i) as f64 - 0.25 * j as f64;
    let hidden = Layer::new(
        Array2::from_shape_fn((3, 2), number),
        Array1::zeros(3),
        Tanh,
    );
    let output = Layer::new(
        Array2::from_shape_fn((2, 3), number),
        Array1::ones(2),
        Identity,
    );
    Network::new(vec![hidden, output]).unwrap()
}

#[test]
fn vectors_of_any_stride_are_taken() {
    let numbers = Array1::from_shape_fn(17, |i| 0.3 * i as f64 - 2.0);
    each_vector(&numbers, |view| {
        let mut network = network();
        network.set_parameter_vector(view).unwrap();
        assert_eq!(network.parameter_vector(), numbers);
    });
    let at = Array1::from(vec![0.4, -1.0]);
    let bowl = Rastrigin::new(2).unwrap();
    let square = |p: ArrayView1<f64>| p[0] * p[0] + 3.0 * p[1];
    each_vector(&at, |view| {
        assert_eq!(bowl.value(&view), bowl.value(&at));
        close(&bowl.gradient(&view).unwrap(), &bowl.gradient(&at).unwrap());
        let found = gradient(square, &view, Difference::Central).unwrap();
        assert_eq!(found, gradient(square, &at, Difference::Central).unwrap());
        assert_eq!(Linear::new(&view, 1.0), Linear::new(&at, 1.0));
        let mut moved = Array1::zeros(2);
        GradientDescent.step(moved.view_mut(), view, 0.5).unwrap();
        close(&moved, &(&at * -0.5));
        let mut draw = ChaCha8Rng::seed_from_u64(1);
        let line = noisy_line(1.0, 2.0, 0.0, &view, &mut draw).unwrap();
        assert_eq!(line.inputs().column(0), at);
    });
}

#[test]
fn matrices_of_any_layout_are_taken() {
    let x = Array2::from_shape_fn((6, 2), |(i, j)| ((3 * i + 5 * j) % 7) as f64 - 2.0);
    let y = Array2::from_shape_fn((6, 2), |(i, j)| (i * i) as f64 * 0.1 - j as f64);
    let network = network();
    let outputs = network.forward_batch(&x).unwrap();
    let mut pass = Backprop::new();
    let loss = pass.run(&network, &x, &y, Loss::MeanSquaredError).unwrap();
    let slopes = pass.gradient().to_owned();
    let line = Regression::new(x.clone(), y.column(0).to_owned()).unwrap();
    let fitted = least_squares(&line).unwrap();
    each_matrix(&x, |inputs| {
        close(&network.forward_batch(inputs).unwrap(), &outputs);
        close(
            &fitted.predict(&inputs).unwrap(),
            &fitted.predict(&x).unwrap(),
        );
        let samples = Regression::new(inputs.to_owned(), y.column(0).to_owned()).unwrap();
        assert_eq!(least_squares(&samples).unwrap(), fitted);
        let solved = |matrix: &Array2<f64>| Qr::new(matrix).unwrap().solve(&y.column(0)).unwrap();
        close(&solved(&inputs.to_owned()), &solved(&x));
        each_matrix(&y, |targets| {
            let mut pass = Backprop::new();
            let found = pass
                .run(&network, inputs, targets, Loss::MeanSquaredError)
                .unwrap();
            assert!((found - loss).abs() < 1e-12);
            close(&pass.gradient().to_owned(), &slopes);
            let samples = Samples::new(inputs.to_owned(), targets.to_owned()).unwrap();
            assert_eq!(samples, Samples::new(x.clone(), y.clone()).unwrap());
            let last = samples.rows(&[5]).unwrap();
            assert_eq!(last.inputs().index_axis(Axis(0), 0), x.row(5));
        });
    });
    // Weights as a user lays them out.
    each_matrix(
        &Array2::from_shape_fn((3, 2), |(i, j)| (i + 2 * j) as f64),
        |weights| {
            let layer =
                |w: Array2<f64>| Network::new(vec![Layer::new(w, Array1::zeros(3), Tanh)]).unwrap();
            let (one, plain) = (
                layer(weights.to_owned()),
                layer(weights.as_standard_layout().into_owned()),
            );
            assert_eq!(one.parameter_vector(), plain.parameter_vector());
            close(
                &one.forward_batch(&x).unwrap(),
                &plain.forward_batch(&x).unwrap(),
            );
        },
    );
}

/// A function of a matrix, with its answer as a list.
type Of = (&'static str, fn(ArrayView2<f64>) -> Vec<f64>);

const OF_A_MATRIX: [Of; 8] = [
    ("softmax", |x| softmax(x).iter().copied().collect()),
    ("losses", |x| {
        let targets = Array2::from_shape_fn(x.dim(), |(_, j)| f64::from(u8::from(j == 0)));
        Loss::ALL
            .map(|loss| loss.value(x, &targets).unwrap())
            .to_vec()
    }),
    ("losses as targets", |x| {
        let outputs = Array2::from_elem(x.dim(), 0.25);
        let targets = softmax(x);
        let [rows, columns] = [x.nrows(), x.ncols()];
        let mut turned = Array2::zeros((columns, rows));
        turned.assign(&targets.t());
        Loss::ALL
            .map(|loss| loss.value(&outputs, turned.t()).unwrap())
            .to_vec()
    }),
    ("Standardizer", |x| {
        let fitted = Standardizer::fit(&x).unwrap();
        let applied = fitted.apply(&x).unwrap();
        let parts = [fitted.means().to_vec(), fitted.deviations().to_vec()];
        [parts.concat(), applied.iter().copied().collect()].concat()
    }),
    ("Eigen", |x| {
        let symmetric = &x.t().dot(&x);
        let mut by_columns = Array2::zeros(symmetric.dim().f());
        by_columns.assign(symmetric);
        Eigen::new(&by_columns).unwrap().values().to_vec()
    }),
    ("Quadratic", |x| {
        let bowl = Quadratic::new(x.t().dot(&x), x.row(0).to_owned(), 1.0).unwrap();
        let at = x.row(1);
        [
            vec![bowl.value(&at).unwrap()],
            bowl.gradient(&at).unwrap().to_vec(),
        ]
        .concat()
    }),
    ("McCullochPitts, Perceptron", |x| {
        let inputs = x.to_owned();
        let neuron = McCullochPitts::new(&[0.5, -1.0], 0.25, Tanh).unwrap();
        let labels = TwoClass::new(inputs.clone(), Labels(Array1::zeros(x.nrows()))).unwrap();
        let answers = Perceptron::new(&[0.5, -1.0], 0.25)
            .unwrap()
            .outputs(&labels)
            .unwrap();
        [neuron.outputs(&inputs).unwrap().to_vec(), answers.to_vec()].concat()
    }),
    ("Samples", |x| {
        let samples = Samples::new(x.to_owned(), x.to_owned()).unwrap();
        let some = samples.rows(&[3, 0]).unwrap().columns(&[1]).unwrap();
        some.inputs()
            .iter()
            .chain(some.targets())
            .copied()
            .collect()
    }),
];

#[test]
fn functions_of_a_matrix_answer_alike_in_every_layout() {
    let x = Array2::from_shape_fn((6, 2), |(i, j)| ((3 * i + 5 * j) % 7) as f64 - 2.0);
    for (name, of) in OF_A_MATRIX {
        let right = of(x.view());
        assert!(
            right.iter().all(|value| value.is_finite()),
            "{name}: {right:?}"
        );
        let mut seen = 0;
        each_matrix(&x, |view| {
            let found = of(view);
            let apart = found.iter().zip(&right).any(|(a, b)| (a - b).abs() > 1e-12);
            assert!(
                found.len() == right.len() && !apart,
                "{name}: {found:?} is not {right:?}"
            );
            seen += 1;
        });
        assert_eq!(seen, 5);
    }
}
