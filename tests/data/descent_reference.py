"""Reference numbers for tests/tests/descent.rs: the runs of S1's chapter on descent, in NumPy.

Written anew from the rules that S1's listing states in code (and, for the last one, in a comment).
    python3 tests/data/descent_reference.py > tests/data/descent_reference.csv
Made with NumPy 2.4.6.
"""

import numpy as np

LARGE, SMALL = 1.66, 0.001


def descend(gradient_of, start, rate_and_gradient, tolerance=1e-4):
    """Step, count, then compare the gradient that made the step: S1's convention."""
    at, last, count = np.array(start), np.zeros(2), 0
    while True:
        gradient = gradient_of(at)
        rate, direction = rate_and_gradient(gradient, last, count)
        at = at - rate * direction
        last, count = gradient, count + 1
        if np.sqrt(gradient @ gradient) < tolerance:
            return count, at


def bowl(p):
    return np.array([p[0], 0.2 * p[1]])


def banana(p):
    x, y = p
    return np.array([2 * (x - 1) - 400 * x * (y - x**2), 200 * (y - x**2)])


def constant(rate):
    return lambda g, last, k: (rate, g)


def blend(g, last, k):
    return LARGE, (1 - 0.1) * g + 0.1 * last


def decay(g, last, k):
    return max(SMALL, LARGE * 0.9**k), g


def slope(g, last, k):
    return max(SMALL, LARGE / np.exp(np.sqrt(g @ g) / 10)), g


def turn(offset):
    def rule(g, last, k):
        lengths = np.sqrt(g @ g) * np.sqrt(last @ last)
        rate = LARGE * (g @ last / lengths + offset) / 2.0001 if lengths > 0 else LARGE
        return max(SMALL, rate), g

    return rule


RUNS = [
    ("small", bowl, (-6.0, -6.0), constant(SMALL)),
    ("large", bowl, (-6.0, -6.0), constant(LARGE)),
    ("blend", bowl, (-6.0, -6.0), blend),
    ("decay", bowl, (-6.0, -6.0), decay),
    ("slope", bowl, (-6.0, -6.0), slope),
    ("turn", bowl, (-6.0, -6.0), turn(1.001)),
    ("turn by the comment", bowl, (-6.0, -6.0), turn(1.0001)),
    ("banana 0.0001", banana, (-1.9, -0.9), constant(0.0001)),
    ("banana 0.0009", banana, (-1.9, -0.9), constant(0.0009)),
    ("banana 0.0011", banana, (-1.9, -0.9), constant(0.0011)),
]

print("run,steps,x,y")
for name, gradient_of, start, rule in RUNS:
    steps, (x, y) = descend(gradient_of, start, rule)
    print(f"{name},{steps},{float(x)!r},{float(y)!r}")
