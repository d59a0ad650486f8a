//! A network as its diagram shows it.

use ndarray::Array2;

use super::Network;
use crate::number::{Float, as_f64};
use crate::plot::Layered;

impl<F: Float> Layered for Network<F> {
    fn sizes(&self) -> Vec<usize> {
        self.sizes()
    }

    fn weights(&self, gap: usize) -> Array2<f64> {
        self.layers()[gap].weights.mapv(as_f64)
    }

    fn thresholds(&self, gap: usize) -> Vec<f64> {
        self.layers()[gap].thresholds().mapv(as_f64).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;
    use crate::network::Layer;
    use crate::plot::Diagram;
    use ndarray::array;

    #[test]
    fn a_diagram_shows_the_weights_and_thresholds_of_a_network() {
        let hidden = Layer::with_thresholds(
            array![[1.0, -1.0], [-1.0, 1.0]],
            &array![0.5, 0.25],
            Activation::Step,
        );
        let output = Layer::with_thresholds(array![[1.0, 2.0]], &array![0.75], Activation::Step);
        let network = Network::<f32>::new(vec![hidden, output]).unwrap();
        let figure = Diagram::of("XOR", &network).draw().unwrap();
        let count = |text: &str| figure.svg().matches(&format!(">{text}</text>")).count();
        assert_eq!((count("1"), count("−1"), count("2")), (3, 2, 1));
        assert_eq!((count("0.5"), count("0.25"), count("0.75")), (1, 1, 1));
    }
}
