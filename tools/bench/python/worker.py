"""A contestant written in Python: `worker.py numpy`, `sklearn` or `torch`.

It speaks the protocol of worker/src/protocol.rs, one JSON object a line, on standard input and output.
"""

import importlib
import json
import sys
import time

import problem

DTYPES = {"f32": "float32", "f64": "float64"}


def block(training, steps: int) -> dict:
    """From the initial weights one step, then so many by the clock."""
    training.reset()
    training.step()
    step = training.step
    start = time.perf_counter()
    for _ in range(steps):
        step()
    seconds = (time.perf_counter() - start) / steps
    return {"block": {"seconds": seconds, "loss": training.loss()}}


def peak_memory() -> int | None:
    """The most memory that this process has held in RAM, where Linux tells it."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return None


def answer(contestant, training, request: dict):
    match request["task"]:
        case "describe":
            return training, {"description": contestant.describe()}
        case "prepare":
            training = None  # its memory is free before more is taken
            given = problem.read(request["file"], request["sizes"], request["batch"], DTYPES[request["precision"]])
            training = contestant.Training(given, request["optimizer"], request["rate"])
            training.step()
            training.step()
            return training, "ready"
        case "measure":
            return training, block(training, request["steps"])
        case "memory":
            return training, {"memory": {"peak": peak_memory()}}
        case "digits":
            return training, {"learned": contestant.digits(request)}
        case task:
            raise ValueError(f"unknown task {task}")


def main() -> None:
    contestant = importlib.import_module(f"contestants.{sys.argv[1]}")
    training = None
    for line in sys.stdin:
        try:
            training, reply = answer(contestant, training, json.loads(line))
        except Exception as error:  # whatever it is, the bench prints it and ends
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
