//! [`Diagram`]: a layered network as nodes and edges, drawn from its sizes or from the network itself.

use crate::check;
use crate::error::{Error, Result};
use crate::with::{FirstError, With};
use ndarray::Array2;

/// A network whose diagram can be drawn: layers of nodes, each connected to all of the next.
///
/// `downhill`'s networks are; a type of your own is by saying how large its layers are and what stands between them.
///
/// ```
/// use downhill_plot::{Diagram, Layered};
/// use ndarray::{Array2, array};
///
/// /// Logical and, as one threshold neuron.
/// struct And;
///
/// impl Layered for And {
///     fn sizes(&self) -> Vec<usize> {
///         vec![2, 1]
///     }
///     fn weights(&self, _: usize) -> Array2<f64> {
///         array![[1.0, 1.0]]
///     }
///     fn thresholds(&self, _: usize) -> Vec<f64> {
///         vec![1.5]
///     }
/// }
///
/// let figure = Diagram::of("AND: both inputs have weight 1, the threshold is 1.5", &And).draw()?;
/// assert!(figure.svg().contains(">1.5</text>"));
/// # Ok::<(), downhill_plot::Error>(())
/// ```
pub trait Layered {
    /// The number of inputs, then the number of neurons of each layer.
    fn sizes(&self) -> Vec<usize>;

    /// The weights from layer `gap` to the next, of shape (next layer, layer `gap`); the inputs are layer 0.
    fn weights(&self, gap: usize) -> Array2<f64>;

    /// The thresholds θ of the neurons that layer `gap` leads to.
    fn thresholds(&self, gap: usize) -> Vec<f64>;
}

/// A network of layers: a circle for each node, a line for each connection, signals running to the right.
///
/// With weights, blue unbroken lines are positive and vermilion dashed ones negative, thicker where the weight is
/// larger. Of a layer of more than eight nodes, the first and the last few are drawn.
///
/// ```
/// use downhill_plot::Diagram;
///
/// let figure = Diagram::layers("two inputs, three hidden nodes, one output", &[2, 3, 1])
///     .node_labels(0, &["x₁", "x₂"])
///     .layer_labels(&["inputs", "hidden", "output"])
///     .draw()?;
/// assert!(figure.svg().contains("hidden"));
/// # Ok::<(), downhill_plot::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a call answers with a new one"]
pub struct Diagram {
    pub(crate) alt: String,
    pub(crate) sizes: Vec<usize>,
    /// One matrix a gap between layers, of shape (to, from).
    pub(crate) weights: Vec<Option<Array2<f64>>>,
    pub(crate) node_labels: Vec<Vec<String>>,
    pub(crate) layer_labels: Vec<String>,
    /// One list a layer; empty where nothing is known.
    pub(crate) thresholds: Vec<Vec<f64>>,
    pub(crate) strangers: Vec<[(usize, usize); 2]>,
    pub(crate) errors: FirstError,
}

impl Diagram {
    /// A diagram of fully connected layers of these sizes, the inputs first.
    pub fn layers(alt: impl Into<String>, sizes: &[usize]) -> Self {
        Diagram {
            alt: alt.into(),
            sizes: sizes.to_vec(),
            weights: vec![None; sizes.len().saturating_sub(1)],
            node_labels: vec![Vec::new(); sizes.len()],
            layer_labels: Vec::new(),
            thresholds: vec![Vec::new(); sizes.len()],
            strangers: Vec::new(),
            errors: FirstError::default(),
        }
    }

    /// The diagram of a network, with its weights, and each neuron's threshold θ (the negative of its bias): in
    /// its node, or below it where the node has a name.
    pub fn of(alt: impl Into<String>, network: &impl Layered) -> Self {
        let mut diagram = Diagram::layers(alt, &network.sizes());
        for gap in 0..diagram.weights.len() {
            diagram = diagram.weights(gap, &network.weights(gap));
            diagram.thresholds[gap + 1] = network.thresholds(gap);
        }
        diagram
    }

    /// The weights from layer `gap` to the next, of shape (next layer, layer `gap`).
    pub fn weights(&self, gap: usize, weights: &Array2<f64>) -> Self {
        let shape = match self.sizes.get(gap..gap + 2) {
            Some(&[from, to]) => vec![to, from],
            _ => Vec::new(), // there is no such gap
        };
        self.with(|diagram| {
            let fits = fits("the weights of a diagram", weights.shape().to_vec(), shape);
            if diagram.errors.note(fits).is_some() {
                diagram.errors.note(check::matrix("weights", weights));
                diagram.weights[gap] = Some(weights.clone());
            }
        })
    }

    /// Names written in the nodes of a layer, from the top.
    pub fn node_labels(&self, layer: usize, labels: &[&str]) -> Self {
        let size = self.sizes.get(layer).copied().into_iter().collect();
        self.with(|diagram| {
            let fits = fits("the node labels of a diagram", vec![labels.len()], size);
            if diagram.errors.note(fits).is_some() {
                diagram.node_labels[layer] = labels.iter().map(ToString::to_string).collect();
            }
        })
    }

    /// Names written below the layers, from the inputs on.
    pub fn layer_labels(&self, labels: &[&str]) -> Self {
        let layers = vec![self.sizes.len()];
        self.with(|diagram| {
            let fits = fits("the layer labels of a diagram", vec![labels.len()], layers);
            diagram.errors.note(fits);
            diagram.layer_labels = labels.iter().map(ToString::to_string).collect();
        })
    }

    /// A connection that layers do not have: within a layer, past a layer, or back. Nodes are `(layer, node)`.
    pub fn stray(&self, from: (usize, usize), to: (usize, usize)) -> Self {
        let there = |&(layer, node): &(usize, usize)| {
            self.sizes.get(layer).is_some_and(|&size| node < size)
        };
        let missing = [from, to].into_iter().find(|end| !there(end));
        let ends = missing.map_or(Ok(()), |(layer, node)| {
            Err(Error::Shape {
                op: "a connection of a diagram",
                left: vec![layer, node],
                right: self.sizes.clone(),
            })
        });
        self.with(|diagram| {
            if diagram.errors.note(ends).is_some() {
                diagram.strangers.push([from, to]);
            }
        })
    }
}

/// Fails unless what was handed over has the shape that is needed.
fn fits(op: &'static str, left: Vec<usize>, right: Vec<usize>) -> Result<()> {
    if left == right {
        return Ok(());
    }
    Err(Error::Shape { op, left, right })
}
