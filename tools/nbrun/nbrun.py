"""Runs the notebooks, keeps or compares their outputs, and fails when a cell fails.

    nbrun.py [NOTEBOOK …]            run and write the outputs back; nothing is written if a cell fails
    nbrun.py --check [NOTEBOOK …]    run in memory and compare with the outputs on disk
    … --solved DIR                   and after each check take the solution from the notebook of this name
                                     in DIR: with it the check must pass

A cell that needs a file (`needs=PATH` on its page) which is not there is run, but its outputs are neither compared nor replaced.

A NOTEBOOK is a path, its page's path, or a name as `02-perceptron`; without one, all of them are run. Cells run in the folder
that their notebook is in.
"""

import argparse
import asyncio
import pathlib
import sys

from tqdm import tqdm

import files
from compare import cells_differ
from exercises import Exercises
from runner import Failure, Run, Settings, run
from words import Tolerance

NOTEBOOKS = pathlib.Path(__file__).resolve().parents[2] / "notebooks"


def main(arguments: list[str] | None = None) -> int:
    args = parse(arguments)
    paths = find(args.notebooks, args.folder)
    if not paths:
        print(f"No notebooks in {args.folder}.", file=sys.stderr)
        return 1
    failures, notebooks, exercises = [], {}, {}
    for path in paths:
        try:
            notebook = files.read(path)
            if args.check and (stale := staleness(notebook)):
                raise files.BadNotebook(stale)
            if args.solved:
                exercises[path] = solved(notebook, args.solved / path.name)
            notebooks[path] = notebook
        except files.BadNotebook as error:
            failures.append(Failure(path.name, None, str(error)))
    settings = Settings(args.kernel, args.timeout)
    runs = asyncio.run(run_all(notebooks, exercises, settings, args.jobs))
    for path, result in runs.items():
        failures += result.failures
        without = keep_what_cannot_be_made(notebooks[path], result.notebook, path.parent)
        for cell, needed in without.items():
            print(f"{path.name}, cell {cell}: its outputs are left as they are, for want of {needed}")
        if args.check:
            failures += differences(path.name, notebooks[path], result, Tolerance(args.rtol, args.floor))
        elif not result.failures:
            files.mark_executed(result.notebook)
            files.write(result.notebook, path)
    if args.timings:
        print_timings(runs.values())
    for failure in failures:
        print(f"FAILED {failure}", file=sys.stderr)
    failed = {failure.notebook for failure in failures}
    cells = sum(len(result.cell_seconds) for result in runs.values())
    print(f"{len(paths) - len(failed)} notebooks passed, {len(failed)} failed ({cells} cells run).")
    return 1 if failures else 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebooks", nargs="*", metavar="NOTEBOOK")
    parser.add_argument("--check", action="store_true", help="compare with the outputs on disk instead of writing")
    parser.add_argument("--solved", type=pathlib.Path, metavar="DIR", help="try the solutions of the notebooks in DIR")
    parser.add_argument("--folder", type=pathlib.Path, default=NOTEBOOKS, help="where notebooks are looked for by name")
    parser.add_argument("--jobs", type=int, default=2, help="notebooks to run at a time (default 2)")
    parser.add_argument("--timeout", type=int, default=600, help="seconds that one cell may take (default 600)")
    parser.add_argument("--kernel", default="rust", help="name of the kernel (default rust)")
    parser.add_argument("--rtol", type=float, default=Tolerance.relative, help="relative tolerance of --check")
    parser.add_argument("--floor", type=float, default=Tolerance.floor, help="numbers below it are equal to --check")
    parser.add_argument("--timings", action="store_true", help="print how long each cell took")
    args = parser.parse_args(arguments)
    if args.jobs < 1:
        parser.error(f"--jobs must be at least 1, not {args.jobs}")
    if args.timeout < 1:
        parser.error(f"--timeout must be at least 1 second, not {args.timeout}")
    return args


def find(names: list[str], folder: pathlib.Path) -> list[pathlib.Path]:
    """The files that the names stand for; all notebooks of the folder if there are no names."""
    if not names:
        # A reader's notebook that was moved aside is theirs to run.
        return sorted(path for path in folder.glob("*.ipynb") if ".yours-" not in path.name)
    return [notebook_of(pathlib.Path(name), folder) for name in names]


def notebook_of(path: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """A path stands for itself and nothing else; a bare name and an existing page stand for a notebook of the folder."""
    if path.suffix == ".md" and path.exists():
        return folder / f"{path.stem}.ipynb"
    if path.exists() or len(path.parts) > 1:
        return path
    return folder / (path.name if path.suffix == ".ipynb" else f"{path.name}.ipynb")


def solved(notebook, path: pathlib.Path) -> Exercises:
    try:
        return Exercises(notebook, files.read(path))
    except files.BadNotebook as error:
        raise files.BadNotebook(f"{path}: {error}") from None


def staleness(notebook) -> str | None:
    """Whether the outputs, or the cells, are older than the page."""
    now = files.sources_hash(notebook)
    told = notebook.metadata.get("mdbook_notebook", {})
    if told.get("generated", now) != now:
        return "its cells are not those of its page: run `make book`"
    if told.get("executed") is None:
        return "it has never been run: run `make notebooks`"
    if told["executed"] != now:
        return "its outputs are older than its cells: run `make notebooks`"
    return None


async def run_all(notebooks: dict, exercises: dict, settings: Settings, jobs: int) -> dict[pathlib.Path, Run]:
    """Run `jobs` notebooks at a time, with a bar that counts cells."""
    total = sum(len(files.code_cells(notebook)) for notebook in notebooks.values())
    turns = asyncio.Semaphore(jobs)
    with tqdm(total=total, unit="cell", disable=not sys.stderr.isatty()) as bar:

        async def take_turn(path, notebook):
            async with turns:
                bar.set_description(path.stem)
                result = await run(path, notebook, settings, bar.update, exercises.get(path))
                if bar.disable:
                    took = result.start_seconds + sum(seconds for _, seconds in result.cell_seconds)
                    print(f"{path.name}: {'failed' if result.failures else 'ran'} in {took:.0f} s", flush=True)
                return path, result

        return dict(await asyncio.gather(*(take_turn(*item) for item in notebooks.items())))


def keep_what_cannot_be_made(kept, fresh, folder: pathlib.Path) -> dict[str, str]:
    """Give cells that need a file which is not there the outputs that they had. Returns which, and what they need."""
    without = {}
    for old, new in zip(files.code_cells(kept), files.code_cells(fresh)):
        needed = new.metadata.get("mdbook_notebook", {}).get("needs")
        if needed and old.outputs and not (folder / needed).exists():
            new.outputs = old.outputs
            without[new.id] = needed
    return without


def differences(name: str, kept, fresh: Run, tolerance: Tolerance) -> list[Failure]:
    """What differs in the cells that were run to their end."""
    failed = {failure.cell for failure in fresh.failures}
    ran = {cell for cell, _ in fresh.cell_seconds} - failed
    pairs = zip(files.code_cells(kept), files.code_cells(fresh.notebook))
    found = ((new.id, cells_differ(old, new, tolerance)) for old, new in pairs if new.id in ran)
    return [Failure(name, cell, difference) for cell, difference in found if difference]


def print_timings(runs) -> None:
    print(f"{'seconds':>8}  cell")
    for result in runs:
        print(f"{result.start_seconds:8.2f}  {result.name} (kernel start)")
        for cell, seconds in result.cell_seconds:
            print(f"{seconds:8.2f}  {result.name} {cell}")


if __name__ == "__main__":
    sys.exit(main())
