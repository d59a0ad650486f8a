"""How long a reader waits: from the start of a kernel to its first figure, and for a small cell.

    bench_kernel.py [--assert] [--plain]

Prints a table for one kernel alone and for two kernels side by side; with --plain also for evcxr as it comes, which
compiles the library first. With --assert it fails when one kernel alone takes over 8 s to its first figure, or over
0.5 s for the median small cell.
"""

import argparse
import concurrent.futures
import json
import pathlib
import statistics
import sys
import tempfile
import time

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

NOTEBOOKS = pathlib.Path(__file__).resolve().parents[1] / "notebooks"
FIRST_FIGURE_SECONDS = 8.0
SMALL_CELL_SECONDS = 0.5
CELLS = {
    "the :dep cell": ':dep downhill = { path = "../crate" }\nuse downhill::prelude::*;',
    "the next cell": "let and = Perceptron::new(&[1.0, 1.0], 1.5)?;\nprintln!(\"{and}\");",
    "the first figure": 'and.portrait("AND", &logic::and())?.draw()?',
}
SMALL = [f'let x{i} = {i}.0 * 2.0;\nprintln!("{{x{i}}}");' for i in range(15)]


def ours(_=None) -> dict[str, float]:
    return measure(KernelManager(kernel_name="rust"))


def plain() -> dict[str, float]:
    """The same with evcxr as it comes."""
    with tempfile.TemporaryDirectory() as specs:
        spec = pathlib.Path(specs, "rust", "kernel.json")
        spec.parent.mkdir()
        command = {"argv": ["evcxr_jupyter", "--control_file", "{connection_file}"], "display_name": "Rust", "language": "rust"}
        spec.write_text(json.dumps(command))
        found = KernelSpecManager(kernel_dirs=[specs], ensure_native_kernel=False)
        return measure(KernelManager(kernel_name="rust", kernel_spec_manager=found))


def measure(manager: KernelManager) -> dict[str, float]:
    """Seconds for each step of one kernel's life."""
    seconds, began = {}, time.perf_counter()
    manager.start_kernel(cwd=str(NOTEBOOKS))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=300)
        seconds["kernel start"] = time.perf_counter() - began
        for name, cell in CELLS.items():
            seconds[name] = run(client, cell, figure=name.endswith("figure"))
        seconds["start to first figure"] = time.perf_counter() - began
        seconds["median small cell"] = statistics.median(run(client, cell) for cell in SMALL)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return seconds


def run(client, cell: str, figure: bool = False) -> float:
    kinds, complaints = set(), []

    def keep(message):
        content = message["content"]
        kinds.update(content.get("data", {}))
        if message["msg_type"] == "error" or content.get("name") == "stderr":
            complaints.append(content.get("evalue") or content.get("text"))

    began = time.perf_counter()
    client.execute_interactive(cell, timeout=600, output_hook=keep)
    took = time.perf_counter() - began
    if complaints:
        raise RuntimeError(f"a cell failed: {complaints}\n{cell}")
    if figure and "image/svg+xml" not in kinds:
        raise RuntimeError(f"no figure came: {kinds}\n{cell}")
    return took


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the Rust kernel.")
    parser.add_argument("--assert", dest="strict", action="store_true", help="fail when over the targets")
    parser.add_argument("--plain", action="store_true", help="measure evcxr without the launcher as well")
    args = parser.parse_args()

    alone = ours()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        pair = list(pool.map(ours, range(2)))
    columns = [("one kernel", alone), ("two at", pair[0]), ("once", pair[1])]
    if args.plain:
        columns.append(("plain evcxr", plain()))
    print(f"{'seconds':<24}" + "".join(f"{name:>12}" for name, _ in columns))
    for step in alone:
        print(f"{step:<24}" + "".join(f"{seconds[step]:>12.2f}" for _, seconds in columns))
    if args.plain:
        for step in ["start to first figure", "median small cell"]:
            print(f"{step}: plain evcxr takes {columns[-1][1][step] / alone[step]:.1f} times as long")
    over = alone["start to first figure"] > FIRST_FIGURE_SECONDS or alone["median small cell"] > SMALL_CELL_SECONDS
    print(f"Targets, one kernel: {FIRST_FIGURE_SECONDS:g} s to the first figure, {SMALL_CELL_SECONDS:g} s for a small cell: "
          + ("missed." if over else "met."))
    return int(over and args.strict)


if __name__ == "__main__":
    sys.exit(main())
