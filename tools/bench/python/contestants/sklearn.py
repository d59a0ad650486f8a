"""The training step of scikit-learn's MLPClassifier.

What is timed is the inside of its loop over batches, `_backprop` and the optimiser's `update_params`, as
`MLPClassifier._fit_stochastic` calls them. The public `partial_fit` checks its input anew at every call, which an epoch of
many batches does not pay; timing it would make scikit-learn look slower than it is.
"""

import math
import time

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier

import problem as problems
from contestants import blas


def describe() -> dict:
    return {"name": "scikit-learn", "version": sklearn.__version__, "products": blas.products()}


def classifier(problem, batch: int, optimizer: str, rate: float, **settings) -> MLPClassifier:
    """A classifier with the problem's weights, and an optimiser that remembers nothing."""
    network = MLPClassifier(
        hidden_layer_sizes=problem.sizes[1:-1],
        activation="relu",
        solver=optimizer,
        alpha=0.0,
        batch_size=batch,
        learning_rate="constant",
        learning_rate_init=rate,
        momentum=0.0,
        nesterovs_momentum=False,
        **settings,
    )
    # A first call makes its arrays, which then take our numbers.
    network.partial_fit(problem.inputs[:batch], problem.classes[:batch], classes=range(problem.sizes[-1]))
    begin(network, problem)
    return network


def begin(network: MLPClassifier, problem) -> None:
    for coefficients, intercepts, (weights, biases) in zip(network.coefs_, network.intercepts_, problem.layers):
        coefficients[:] = weights.T
        intercepts[:] = biases
    kind = type(network._optimizer)
    parameters = network.coefs_ + network.intercepts_
    network._optimizer = (
        kind(parameters, network.learning_rate_init, momentum=0.0, nesterov=False)
        if network.solver == "sgd"
        else kind(parameters, network.learning_rate_init, 0.9, 0.999, 1e-8)
    )


class Training:
    def __init__(self, problem, optimizer: str, rate: float):
        batch, dtype = len(problem.inputs), problem.inputs.dtype
        self.problem, self.value = problem, math.nan
        self.network = classifier(problem, batch, optimizer, rate)
        self.targets = np.eye(problem.sizes[-1], dtype=bool)[problem.classes]
        # As MLPClassifier._fit prepares them.
        self.activations = [problem.inputs] + [None] * (len(problem.sizes) - 1)
        self.deltas = [None] * (len(self.activations) - 1)
        shapes = list(zip(problem.sizes, problem.sizes[1:]))
        self.coefficients = [np.empty(shape, dtype) for shape in shapes]
        self.intercepts = [np.empty(neurons, dtype) for _, neurons in shapes]

    def reset(self) -> None:
        begin(self.network, self.problem)

    def step(self) -> None:
        self.activations[0] = self.problem.inputs
        self.value, coefficients, intercepts = self.network._backprop(
            self.problem.inputs,
            self.targets,
            None,
            self.activations,
            self.deltas,
            self.coefficients,
            self.intercepts,
        )
        parameters = self.network.coefs_ + self.network.intercepts_
        self.network._optimizer.update_params(parameters, coefficients + intercepts)

    def loss(self) -> float:
        return float(self.value)


def digits(request: dict) -> dict:
    """Epoch after epoch, by `partial_fit`; judging is not timed."""
    sizes = request["sizes"]
    training = problems.read(request["training"], sizes, request["samples"], "float64")
    test = problems.read(request["test"], sizes, request["tests"], "float64")
    network = classifier(training, request["batch"], "adam", request["rate"], random_state=request["seed"] % 2**32)
    seconds, right, epochs = 0.0, 0.0, 0
    while right < request["accuracy"] and epochs < request["epochs"]:
        start = time.perf_counter()
        network.partial_fit(training.inputs, training.classes)
        seconds += time.perf_counter() - start
        epochs += 1
        right = float(network.score(test.inputs, test.classes))
    return {"seconds": seconds, "epochs": epochs, "accuracy": right}
