"""Writes elementary_reference.csv: e^x and tanh x with twice the digits of an f64, as two f64 whose sum they are.

    python3 tests/data/elementary_reference.py
"""

import pathlib
import random
from decimal import Decimal, getcontext

getcontext().prec = 400
random.seed(1986)
points = {"exp": [], "tanh": []}
for _ in range(150):
    points["exp"] += [random.uniform(-745, 709.7), random.uniform(-104, 88.7), random.uniform(-2, 2)]
    points["tanh"] += [random.uniform(-25, 25), random.uniform(-1, 1), random.gauss(0, 1) * 2.0 ** random.randint(-60, 0)]
# Where k changes, and where the results are the smallest and the largest.
points["exp"] += [(k + 0.5) * 0.6931471805599453 for k in range(-1074, 1023, 7)]
points["exp"] += [-744.9, -740.0, -708.5, -708.3, 709.78, 1e-300, -1e-300]


def single(x):
    """The nearest number that is an f32 too: one list for both precisions."""
    import struct

    return struct.unpack("f", struct.pack("f", x))[0]


def exact(name, x):
    power = (Decimal(x) * (1 if name == "exp" else 2)).exp()
    return power if name == "exp" else (power - 1) / (power + 1)


lines = ["function,x,value,rest"]
for name, numbers in points.items():
    for x in sorted(set(numbers) | {single(x) for x in numbers}):
        value = exact(name, x)
        high = float(value)
        lines.append(f"{name},{x!r},{high!r},{float(value - Decimal(high))!r}")
pathlib.Path(__file__).with_suffix(".csv").write_text("\n".join(lines) + "\n")
