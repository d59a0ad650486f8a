"""The training step of PyTorch on the processor: `linear`, `relu` and `cross_entropy` with automatic gradients, and its
own optimisers in their fused form."""

import math
import os

import torch
from torch.nn import functional

torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))


def describe() -> dict:
    library = "oneDNN and MKL" if torch.backends.mkl.is_available() else "oneDNN"
    products = f"{library}, {torch.backends.cpu.get_cpu_capability()}, {torch.get_num_threads()} thread(s)"
    return {"name": "PyTorch", "version": torch.__version__.split("+")[0], "products": products}


class Training:
    def __init__(self, problem, optimizer: str, rate: float):
        self.initial = [(torch.from_numpy(w.copy()), torch.from_numpy(b.copy())) for w, b in problem.layers]
        self.layers = [(w.clone().requires_grad_(), b.clone().requires_grad_()) for w, b in self.initial]
        self.inputs, self.classes = torch.from_numpy(problem.inputs), torch.from_numpy(problem.classes)
        self.choice, self.value = (optimizer, rate), math.nan
        self.reset()

    def reset(self) -> None:
        with torch.no_grad():
            for (weights, biases), (w, b) in zip(self.layers, self.initial):
                weights.copy_(w)
                biases.copy_(b)
        optimizer, rate = self.choice
        parameters = [parameter for layer in self.layers for parameter in layer]
        if optimizer == "sgd":
            self.optimizer = torch.optim.SGD(parameters, lr=rate, fused=True)
        else:
            self.optimizer = torch.optim.Adam(parameters, lr=rate, betas=(0.9, 0.999), eps=1e-8, fused=True)

    def step(self) -> None:
        signal = self.inputs
        for weights, biases in self.layers[:-1]:
            signal = functional.relu(functional.linear(signal, weights, biases))
        weights, biases = self.layers[-1]
        loss = functional.cross_entropy(functional.linear(signal, weights, biases), self.classes)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        self.value = loss.detach()

    def loss(self) -> float:
        return float(self.value)
