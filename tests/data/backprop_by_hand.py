"""Writes backprop_by_hand.csv: every number of one step of standard backpropagation on the 2-2-1 network of
chapter 07, worked out with 40 decimal digits, neuron by neuron, without matrices and without the library.

    python3 tests/data/backprop_by_hand.py
"""

import pathlib
from decimal import Decimal as D
from decimal import getcontext

getcontext().prec = 50


def f(z):
    return 1 / (1 + (-z).exp())


x1, x2, y, eta = D("1"), D("0.5"), D("0"), D("0.5")
v11, v12, v21, v22 = D("0.2"), D("0.7"), D("0.4"), D("0.3")
gamma1, gamma2 = D("0.1"), D("0.5")
w1, w2, theta = D("0.6"), D("0.9"), D("0.3")

alpha1, alpha2 = v11 * x1 + v21 * x2, v12 * x1 + v22 * x2
b1, b2 = f(alpha1 - gamma1), f(alpha2 - gamma2)
beta = w1 * b1 + w2 * b2
y_hat = f(beta - theta)
error = (y_hat - y) ** 2 / 2
g = y_hat * (1 - y_hat) * (y - y_hat)
e1, e2 = b1 * (1 - b1) * w1 * g, b2 * (1 - b2) * w2 * g

rows = {
    "alpha": [alpha1, alpha2],
    "b": [b1, b2],
    "beta": [beta],
    "y_hat": [y_hat],
    "error": [error],
    "g": [g],
    "e": [e1, e2],
    "delta_w": [eta * g * b1, eta * g * b2],
    "delta_theta": [-eta * g],
    "delta_v": [eta * e1 * x1, eta * e2 * x1, eta * e1 * x2, eta * e2 * x2],
    "delta_gamma": [-eta * e1, -eta * e2],
    "w": [w1 + eta * g * b1, w2 + eta * g * b2],
    "theta": [theta - eta * g],
    "v": [v11 + eta * e1 * x1, v12 + eta * e2 * x1, v21 + eta * e1 * x2, v22 + eta * e2 * x2],
    "gamma": [gamma1 - eta * e1, gamma2 - eta * e2],
}

# The error of the same sample once all nine numbers have changed.
(w1, w2), (theta,), (v11, v12, v21, v22) = rows["w"], rows["theta"], rows["v"]
gamma1, gamma2 = rows["gamma"]
b1, b2 = f(v11 * x1 + v21 * x2 - gamma1), f(v12 * x1 + v22 * x2 - gamma2)
rows["error_after"] = [(f(w1 * b1 + w2 * b2 - theta) - y) ** 2 / 2]

lines = [",".join([name, *(f"{number:.30f}" for number in numbers)]) for name, numbers in rows.items()]
pathlib.Path(__file__).with_suffix(".csv").write_text("\n".join(lines) + "\n")
