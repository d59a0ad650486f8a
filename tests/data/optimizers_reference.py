"""Makes optimizers_reference.csv, beside this file: a hundred steps of PyTorch's optimisers, in double precision.

    pip install torch
    python3 optimizers_reference.py

The gradients are given, not computed, so that nothing but the optimiser is compared: seven parameters whose gradients
differ in size by ten orders of magnitude, change their sign, or are 0 for half of the steps. Each line holds a name and
its numbers; `NAME.K` are the parameters after K steps. The tests read the file and need no PyTorch.

The lines of `amsgrad` were made by PyTorch 1.13.0, which makes all the others the same to within 2.3e-16.
"""

from pathlib import Path

import torch

torch.manual_seed(20150507)
torch.set_default_dtype(torch.float64)
STEPS = 100
SCALES = torch.tensor([1.0, 1e-6, 1e4, 1.0, 1.0, 0.01, 30.0])
OPTIMIZERS = {
    "adam": lambda p: torch.optim.Adam([p], lr=0.01),
    "adam_other": lambda p: torch.optim.Adam([p], lr=0.1, betas=(0.5, 0.9), eps=1e-3),
    "amsgrad": lambda p: torch.optim.Adam([p], lr=0.01, amsgrad=True),
    "amsgrad_other": lambda p: torch.optim.Adam([p], lr=0.1, betas=(0.5, 0.9), eps=1e-3, amsgrad=True),
    "adamw": lambda p: torch.optim.AdamW([p], lr=0.01),
    "adamw_other": lambda p: torch.optim.AdamW([p], lr=0.05, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.3),
    "rmsprop": lambda p: torch.optim.RMSprop([p], lr=0.01),
    "rmsprop_other": lambda p: torch.optim.RMSprop([p], lr=0.02, alpha=0.8, eps=1e-3),
    "adagrad": lambda p: torch.optim.Adagrad([p], lr=0.1),
    "adagrad_other": lambda p: torch.optim.Adagrad([p], lr=0.5, eps=1e-2),
    "nesterov": lambda p: torch.optim.SGD([p], lr=0.001, momentum=0.9, nesterov=True),
    "momentum": lambda p: torch.optim.SGD([p], lr=0.001, momentum=0.9),
}

lines = []


def write(name, tensor):
    lines.append(",".join([name, *(repr(value) for value in tensor.detach().flatten().tolist())]))


start = torch.randn(len(SCALES))
gradients = torch.randn(STEPS, len(SCALES)) * SCALES
gradients[:, 3] += 2.0
gradients[::2, 4] = 0.0
gradients[:10, 5] = 0.0
write("start", start)
for step, gradient in enumerate(gradients):
    write(f"gradient.{step}", gradient)
for name, make in OPTIMIZERS.items():
    parameters = start.clone().requires_grad_()
    optimizer = make(parameters)
    for step, gradient in enumerate(gradients, 1):
        parameters.grad = gradient.clone()
        optimizer.step()
        if step in (1, 2, 3) or step % 10 == 0:
            write(f"{name}.{step}", parameters)

target = Path(__file__).with_name("optimizers_reference.csv")
target.write_text("\n".join([f"torch,{torch.__version__}", *lines, ""]))
print(f"{target.name}: {target.stat().st_size} bytes, PyTorch {torch.__version__}")
