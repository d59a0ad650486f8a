"""scikit-learn's side of `make bench-fashion`: `fashion.py FOLDER` with the four files of Fashion-MNIST.

A line of JSON in, a line out. What is timed is `MLPClassifier.fit` alone, with the defaults that the paper's table rests on,
on pixels standardised beforehand, in 32 bits.
"""

import gzip
import json
import pathlib
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier


def read(folder: pathlib.Path, name: str, header: int) -> np.ndarray:
    path = folder / name
    packed = path.with_name(path.name + ".gz")
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    return np.frombuffer(data, np.uint8, offset=header)


def part(folder: pathlib.Path, name: str) -> tuple[np.ndarray, np.ndarray]:
    labels = read(folder, f"{name}-labels-idx1-ubyte", 8)
    return read(folder, f"{name}-images-idx3-ubyte", 16).reshape(len(labels), -1).astype(np.float64), labels


def main() -> None:
    warnings.simplefilter("ignore", ConvergenceWarning)  # few epochs are asked for
    folder = pathlib.Path(sys.argv[1])
    (images, labels), (unseen, answers) = part(folder, "train"), part(folder, "t10k")
    mean, deviation = images.mean(axis=0), images.std(axis=0)
    deviation[deviation == 0] = 1
    images, unseen = (((pixels - mean) / deviation).astype(np.float32) for pixels in (images, unseen))
    print(json.dumps({"version": sklearn.__version__}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        network = MLPClassifier(
            hidden_layer_sizes=asked["hidden"],
            max_iter=asked["epochs"],
            batch_size=asked["batch"],
            learning_rate_init=asked["rate"],
            alpha=asked["alpha"],
            random_state=asked["seed"],
        )
        start = time.perf_counter()
        network.fit(images, labels)
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "accuracy": float(network.score(unseen, answers))}), flush=True)


if __name__ == "__main__":
    main()
