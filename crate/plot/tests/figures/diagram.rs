//! Diagrams of networks.

use downhill_plot::{Diagram, Error, Layered};
use ndarray::{Array2, array};
use roxmltree::Document;

/// Exclusive or: one hidden neuron for each input without the other.
pub(crate) struct Xor;

impl Layered for Xor {
    fn sizes(&self) -> Vec<usize> {
        vec![2, 2, 1]
    }

    fn weights(&self, gap: usize) -> Array2<f64> {
        match gap {
            0 => array![[1.0, -1.0], [-1.0, 1.0]],
            _ => array![[1.0, 1.0]],
        }
    }

    fn thresholds(&self, gap: usize) -> Vec<f64> {
        vec![0.5; self.sizes()[gap + 1]]
    }
}

#[test]
fn a_diagram_shows_every_node_weight_and_threshold() {
    let diagram = Diagram::of("XOR", &Xor)
        .node_labels(0, &["x₁", "x₂"])
        .node_labels(2, &["y"]);
    let figure = diagram.draw().unwrap();
    let document = Document::parse(figure.svg()).unwrap();
    let texts = document.descendants().filter(|n| n.has_tag_name("text"));
    let texts: Vec<_> = texts.filter_map(|n| n.text()).collect();
    let count = |text: &str| texts.iter().filter(|&&t| t == text).count();
    assert_eq!(
        (count("1"), count("−1"), count("x₁"), count("y")),
        (4, 2, 1, 1)
    );
    // In the nodes of the hidden layer, and below the output, which has a name.
    assert_eq!((count("0.5"), count("θ = 0.5")), (2, 1));
    // Of 64 inputs seven are drawn, and dots.
    let wide = super::gallery().pop().unwrap();
    assert!(wide.svg().contains("⋮") && wide.svg().contains("pixels (64)"));
}

#[test]
fn a_diagram_names_what_does_not_fit() {
    let layers = || Diagram::layers("a", &[2, 3]);
    let shape = |diagram: Diagram| match diagram.draw() {
        Err(Error::Shape { left, right, .. }) => (left, right),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        shape(layers().weights(0, &array![[1.0, 2.0]])),
        (vec![1, 2], vec![3, 2])
    );
    assert_eq!(shape(layers().node_labels(1, &["a"])), (vec![1], vec![3]));
    assert_eq!(shape(layers().layer_labels(&["a"])), (vec![1], vec![2]));
    assert_eq!(
        shape(layers().stray((0, 0), (1, 3))),
        (vec![1, 3], vec![2, 3])
    );
    assert!(matches!(
        Diagram::layers("a", &[2, 0]).draw(),
        Err(Error::Empty { .. })
    ));
    assert!(matches!(
        Diagram::layers("a", &[2]).draw(),
        Err(Error::OutOfRange { value: 1.0, .. })
    ));
    let nan = layers().weights(0, &array![[1.0, 2.0], [f64::NAN, 0.0], [0.0, 0.0]]);
    assert!(matches!(nan.draw(), Err(Error::NotFinite { index, .. }) if index == [1, 0]));
}
