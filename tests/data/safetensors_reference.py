"""Makes python.safetensors, and reads ours.safetensors into ours_read_by_python.csv; both beside this file.

    pip install numpy safetensors
    python3 safetensors_reference.py

python.safetensors is what PyTorch's save_file(model.state_dict()) makes of Sequential(Linear(3, 4), Tanh(), Linear(4, 2)),
names and types alike, with numbers that are easy to check. ours.safetensors is written by the library: see
write_the_file_for_python in tests/checkpoint.rs. The tests read the files and need no Python.
"""

from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

folder = Path(__file__).parent


def numbers(shape, start):
    return (start + np.arange(np.prod(shape)) / 7.0).astype(np.float32).reshape(shape)


save_file(
    {
        "0.weight": numbers((4, 3), 0.0),
        "0.bias": numbers((4,), 50.0),
        "2.weight": numbers((2, 4), 100.0),
        "2.bias": numbers((2,), 150.0),
    },
    folder / "python.safetensors",
)

lines = []
with safe_open(folder / "ours.safetensors", framework="numpy") as ours:
    print("metadata:", ours.metadata())
    for name in sorted(ours.keys()):
        tensor = ours.get_tensor(name)
        shape = "x".join(str(size) for size in tensor.shape)
        values = [repr(value) for value in tensor.flatten().tolist()]
        lines.append(",".join([name, str(tensor.dtype), shape, *values]))
(folder / "ours_read_by_python.csv").write_text("\n".join([*lines, ""]))
