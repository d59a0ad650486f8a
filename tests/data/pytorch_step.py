"""Makes pytorch_step.csv, beside this file: one training step of three networks by PyTorch, in double precision.

    pip install torch
    python3 pytorch_step.py

Each line holds a name and its numbers, row by row. The tests read the file and need no PyTorch.
"""

from pathlib import Path

import torch

torch.manual_seed(20240229)
torch.set_default_dtype(torch.float64)
RATE = 0.1
CASES = {
    "mse": ([torch.tanh, torch.sigmoid], 3, torch.nn.MSELoss()),
    "bce": ([torch.relu, torch.tanh], 1, torch.nn.BCEWithLogitsLoss()),
    "ce": ([torch.sigmoid, torch.relu], 4, torch.nn.CrossEntropyLoss()),
}

lines = []


def write(name, tensor):
    lines.append(",".join([name, *(repr(value) for value in tensor.detach().flatten().tolist())]))


for case, (activations, outputs, criterion) in CASES.items():
    sizes = [5, 8, 6, outputs]
    layers = [torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]
    x = torch.randn(16, 5)
    if case == "mse":
        y = torch.randn(16, outputs)
    elif case == "bce":
        y = torch.randint(0, 2, (16, 1)).to(torch.float64)
    else:
        y = torch.nn.functional.one_hot(torch.randint(0, outputs, (16,)), outputs).to(torch.float64)
    write(f"{case}.x", x)
    write(f"{case}.y", y)
    for k, layer in enumerate(layers):
        write(f"{case}.weight{k}", layer.weight)
        write(f"{case}.bias{k}", layer.bias)
    parameters = [p for layer in layers for p in (layer.weight, layer.bias)]
    optimizer = torch.optim.SGD(parameters, lr=RATE)
    a = x
    for layer, activation in zip(layers, activations):
        a = activation(layer(a))
    loss = criterion(layers[-1](a), y)
    loss.backward()
    write(f"{case}.loss", loss)
    for k, layer in enumerate(layers):
        write(f"{case}.weight_gradient{k}", layer.weight.grad)
        write(f"{case}.bias_gradient{k}", layer.bias.grad)
    optimizer.step()
    write(f"{case}.after", torch.cat([p.flatten() for p in parameters]))

target = Path(__file__).with_name("pytorch_step.csv")
target.write_text("\n".join([f"torch,{torch.__version__}", *lines, ""]))
print(f"{target.name}: {target.stat().st_size} bytes, PyTorch {torch.__version__}")
