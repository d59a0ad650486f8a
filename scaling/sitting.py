#!/usr/bin/env python3
"""Measures one sitting of chapter 18: seconds an update with 1, 2 and 4 processes, as comma-separated values.

    make mpi && scaling/sitting.py > sitting.csv

Every round goes through all settings once, so that whatever else the machine does meanwhile falls on all of them; printed are the
medians of the rounds, and the least and the greatest. The first updates of a run, in which memory is taken and the engine connects, are not counted.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = int(os.environ.get("ROUNDS", "5"))
PROGRAM = Path(__file__).parents[1] / "target/mpi/downhill-mpi"
ENVIRONMENT = os.environ | {
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
}
SAMPLES = 4096


def settings():
    """(processes, hidden, batch, parts, order), each once."""
    for hidden in (32, 128, 512):
        for batch in (128, 512, 2048):
            for processes in (1, 2):
                yield processes, hidden, batch, 8, "fixed"
        yield 2, hidden, 512, 8, "engine"
        yield 1, hidden, 512, 1, "fixed"
    yield 2, 128, 1024, 8, "fixed"
    for order in ("fixed", "engine"):
        yield 4, 128, 512, 8, order


def measure(processes, hidden, batch, parts, order):
    """Parameters, milliseconds an update, and how many of them are exchange."""
    # A fifth of a second or so, by a guess of the speed.
    updates = max(8, min(300, int(6e9 / (6 * batch * 794 * hidden))))
    epochs = -(-2 * updates // (SAMPLES // batch))
    command = ["mpirun", "-n", str(processes), str(PROGRAM), "--data", "shape", "--precision", "single"]
    options = {"samples": SAMPLES, "hidden": hidden, "batch": batch, "parts": parts, "order": order}
    options |= {"epochs": epochs, "report": updates, "rate": 0.01}
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    parameters = next(r["parameters"] for r in records if r["record"] == "work")
    first, second = [r for r in records if r["record"] == "update"][:2]
    count = second["update"] - first["update"]
    ms = [1000 * (second[key] - first[key]) / count for key in ("seconds", "exchange")]
    return parameters, *ms


def main():
    all = {setting: [] for setting in settings()}
    for _ in range(ROUNDS):
        for setting, rounds in all.items():
            rounds.append(measure(*setting))
    print("processes,parameters,bytes,batch,parts,engine,milliseconds,exchange,least,greatest")
    for (processes, _, batch, parts, order), rounds in all.items():
        parameters, times, exchanges = zip(*rounds)
        row = [processes, parameters[0], 4, batch, parts, int(order == "engine")]
        numbers = [statistics.median(times), statistics.median(exchanges), min(times), max(times)]
        print(*row, *(f"{number:.4f}" for number in numbers), sep=",")


if __name__ == "__main__":
    sys.exit(main())
