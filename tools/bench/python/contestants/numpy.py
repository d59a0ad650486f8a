"""The training step in NumPy, written as one who knows NumPy would write it for speed.

Nothing is allocated: every operation writes into an array that is there. Weights lie as (inputs, neurons), so that no
product needs a copy. All parameters are one vector, updated in pieces that stay in the cache, since each operation of
NumPy goes over its operands once.
"""

import math

import numpy as np

from contestants import blas

PIECE = 16_384


def describe() -> dict:
    return {"name": "NumPy", "version": np.__version__, "products": blas.products()}


class Training:
    def __init__(self, problem, optimizer: str, rate: float):
        dtype, batch = problem.inputs.dtype, len(problem.inputs)
        self.initial = np.concatenate([part.ravel() for w, b in problem.layers for part in (w.T, b)])
        self.parameters, self.gradient = np.empty_like(self.initial), np.empty_like(self.initial)
        shapes = list(zip(problem.sizes, problem.sizes[1:]))
        self.layers, self.gradients = self.views(self.parameters, shapes), self.views(self.gradient, shapes)
        self.outputs = [problem.inputs] + [np.empty((batch, neurons), dtype) for _, neurons in shapes]
        self.deltas = [np.empty((batch, neurons), dtype) for _, neurons in shapes]
        self.alive = [np.empty((batch, neurons), bool) for _, neurons in shapes]
        self.column, self.largest = np.empty((batch, 1), dtype), np.empty((batch, 1), dtype)
        self.rows, self.classes = np.arange(batch), problem.classes
        self.batch, self.rate, self.value = dtype.type(batch), dtype.type(rate), math.nan
        self.update = {"sgd": self.sgd, "adam": self.adam}[optimizer]
        if optimizer == "adam":
            self.first, self.second = np.zeros_like(self.initial), np.zeros_like(self.initial)
        self.made = 0
        self.one, self.two = np.empty(PIECE, dtype), np.empty(PIECE, dtype)
        self.pieces = [slice(at, min(at + PIECE, self.initial.size)) for at in range(0, self.initial.size, PIECE)]
        self.reset()

    @staticmethod
    def views(vector, shapes):
        parts, at = [], 0
        for inputs, neurons in shapes:
            weights = vector[at : at + inputs * neurons].reshape(inputs, neurons)
            at += inputs * neurons
            parts.append((weights, vector[at : at + neurons]))
            at += neurons
        return parts

    def reset(self) -> None:
        self.parameters[:] = self.initial
        self.made = 0
        if self.update == self.adam:
            self.first.fill(0)
            self.second.fill(0)

    def step(self) -> None:
        outputs, deltas = self.outputs, self.deltas
        last = len(self.layers) - 1
        for k, (weights, biases) in enumerate(self.layers):
            z = outputs[k + 1]
            np.matmul(outputs[k], weights, out=z)
            np.add(z, biases, out=z)
            if k < last:
                np.maximum(z, 0, out=z)
        # The loss, and its gradient: softmax minus one-hot, over the batch.
        z, delta = outputs[-1], deltas[-1]
        z.max(axis=1, keepdims=True, out=self.largest)
        np.subtract(z, self.largest, out=z)
        np.exp(z, out=delta)
        delta.sum(axis=1, keepdims=True, out=self.column)
        np.divide(delta, self.column, out=delta)
        np.log(self.column, out=self.column)
        self.value = (self.column.sum() - z[self.rows, self.classes].sum()) / self.batch
        delta[self.rows, self.classes] -= 1
        np.divide(delta, self.batch, out=delta)
        for k in range(last, -1, -1):
            weights, biases = self.gradients[k]
            np.matmul(outputs[k].T, deltas[k], out=weights)
            np.add.reduce(deltas[k], axis=0, out=biases)
            if k > 0:
                np.matmul(deltas[k], self.layers[k][0].T, out=deltas[k - 1])
                np.greater(outputs[k], 0, out=self.alive[k - 1])
                np.multiply(deltas[k - 1], self.alive[k - 1], out=deltas[k - 1])
        self.update()

    def sgd(self) -> None:
        for piece in self.pieces:
            gradient, parameters = self.gradient[piece], self.parameters[piece]
            step = self.one[: gradient.size]
            np.multiply(gradient, self.rate, out=step)
            np.subtract(parameters, step, out=parameters)

    def adam(self) -> None:
        self.made += 1
        number = self.rate.dtype.type
        correction = number(1 / math.sqrt(1 - 0.999**self.made))
        rate = number(float(self.rate) / (1 - 0.9**self.made))
        for piece in self.pieces:
            gradient, first, second = self.gradient[piece], self.first[piece], self.second[piece]
            one, two = self.one[: gradient.size], self.two[: gradient.size]
            np.multiply(first, 0.9, out=first)
            np.multiply(gradient, 0.1, out=one)
            np.add(first, one, out=first)
            np.multiply(second, 0.999, out=second)
            np.multiply(gradient, gradient, out=one)
            np.multiply(one, 0.001, out=one)
            np.add(second, one, out=second)
            np.sqrt(second, out=one)
            np.multiply(one, correction, out=one)
            np.add(one, 1e-8, out=one)
            np.multiply(first, rate, out=two)
            np.divide(two, one, out=two)
            np.subtract(self.parameters[piece], two, out=self.parameters[piece])

    def loss(self) -> float:
        return float(self.value)
