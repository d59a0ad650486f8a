"""Reference numbers for tests/tests/regression.rs, from NumPy and the data that the library ships.

    python3 tests/data/regression_reference.py > tests/data/regression_reference.csv
Made with NumPy 2.4.6. The last line tells what S3's listing does when run as printed, and is text.
"""

import gzip
from pathlib import Path

import numpy as np

DATA = Path(__file__).parents[2] / "crate" / "data"


def table(name):
    with gzip.open(DATA / name, "rt") as file:
        return np.loadtxt(file, delimiter=",", skiprows=1)


def line(name, *values):
    print(",".join([name, *(repr(float(v)) for v in np.ravel(values))]))


def with_ones(x):
    return np.column_stack([x, np.ones(len(x))])


def descend(design, y, rate, steps):
    """On the mean of the squared residuals, from 0."""
    theta = np.zeros(design.shape[1])
    for _ in range(steps):
        theta -= rate * 2 / len(y) * design.T @ (design @ theta - y)
    return theta


x, y = table("s3_line.csv.gz").T
line("s3 least squares", np.linalg.lstsq(with_ones(x), y, rcond=None)[0])
line("s3 descent", descend(with_ones(x), y, 0.01, 1000))
line("s3 descent without intercept", descend(x[:, None], y, 0.01, 1000))

patients = table("diabetes.csv.gz")
inputs, target = patients[:, :-1], patients[:, -1]
standard = (inputs - inputs.mean(axis=0)) / inputs.std(axis=0)
for name, features in [("raw", inputs), ("standardised", standard)]:
    design = with_ones(features)
    line(f"diabetes {name} least squares", np.linalg.lstsq(design, target, rcond=None)[0])
    singular = np.linalg.svd(design, compute_uv=False)
    # Of the Hessian of the mean of squares: 2/n times the squares of the singular values.
    line(f"diabetes {name} largest eigenvalue", 2 / len(target) * singular[0] ** 2)
    line(f"diabetes {name} condition number", (singular[0] / singular[-1]) ** 2)

weights = np.zeros(1)
column = y[:, None]
try:
    weights -= 0.01 * 2 / len(x) * np.dot(x[None, :], np.dot(x[:, None], weights) - column)
    print("s3 listing,runs")
except ValueError as error:
    print(f"s3 listing,{type(error).__name__}: {error}")
