"""The file from which every contestant takes the same weights and the same batch; see worker/src/problem.rs."""

import dataclasses

import numpy as np


@dataclasses.dataclass
class Problem:
    sizes: list[int]
    layers: list[tuple[np.ndarray, np.ndarray]]  # weights of shape (neurons, inputs), biases
    inputs: np.ndarray  # one sample a row
    classes: np.ndarray  # from 0 on


def read(file: str, sizes: list[int], batch: int, dtype: type) -> Problem:
    numbers = np.fromfile(file, dtype="<f8")
    pairs = list(zip(sizes, sizes[1:]))
    if numbers.size != sum(b * (a + 1) for a, b in pairs) + batch * (sizes[0] + 1):
        raise ValueError(f"{file} holds {numbers.size} numbers")
    layers, at = [], 0
    for inputs, neurons in pairs:
        weights = numbers[at : at + inputs * neurons].reshape(neurons, inputs)
        at += inputs * neurons
        layers.append((weights.astype(dtype), numbers[at : at + neurons].astype(dtype)))
        at += neurons
    inputs = numbers[at : at + batch * sizes[0]].reshape(batch, sizes[0])
    classes = numbers[at + batch * sizes[0] :]
    return Problem(sizes, layers, np.ascontiguousarray(inputs.astype(dtype)), classes.astype(np.int64))
