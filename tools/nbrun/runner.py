"""Runs one notebook in a Rust kernel of its own, cell by cell, until a cell fails."""

import asyncio
import contextlib
import copy
import dataclasses
import pathlib
import tempfile
import time
from collections.abc import Callable
from queue import Empty
from typing import BinaryIO

import nbformat
import psutil
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async

import verdict
from exercises import Exercises

STARTUP_SECONDS = 120
DIED = "the kernel died"
KERNEL_LINES = 10  # of what it said before
# The kernel passes text on beside its answers: a line of the cell can come after the cell's end.
QUIET_SECONDS = 0.05
# So long may a thread outlive its cell: the kernel passes on what it prints only with the next cell's text.
LATE_SECONDS = 2.0
JOIN = "What a thread prints then is lost, or stands under another cell: wait for the thread in its own (`join`)"


@dataclasses.dataclass
class Failure:
    """What failed, and where."""

    notebook: str
    cell: str | None
    message: str

    def __str__(self) -> str:
        where = f"{self.notebook}, cell {self.cell}" if self.cell else self.notebook
        return f"{where}: {self.message}"


@dataclasses.dataclass
class Run:
    """A notebook after its run: with fresh outputs if nothing failed."""

    name: str
    notebook: nbformat.NotebookNode
    failures: list[Failure] = dataclasses.field(default_factory=list)
    start_seconds: float = 0.0
    cell_seconds: list[tuple[str, float]] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True)
class Settings:
    kernel: str
    timeout: int  # seconds for one cell


async def run(
    path: pathlib.Path,
    notebook: nbformat.NotebookNode,
    settings: Settings,
    tick: Callable[[], None],
    exercises: Exercises | None = None,
) -> Run:
    """Run a copy of `notebook` in the folder of `path`, and its exercises' solutions if given; `tick` is called after each
    code cell."""
    name = path.name
    result = Run(name, copy.deepcopy(notebook))
    client = NotebookClient(
        result.notebook,
        kernel_name=settings.kernel,
        timeout=settings.timeout,
        startup_timeout=STARTUP_SECONDS,
        resources={"metadata": {"path": str(path.absolute().parent)}},
        allow_errors=True,
        record_timing=False,
        store_widget_state=False,
    )
    began = time.monotonic()
    manager = client.create_kernel_manager()
    # What the kernel itself says, as of a connection that Jupyter closed at its end, is news only if it died.
    with tempfile.TemporaryFile() as said:
        try:
            await client.async_start_new_kernel(stderr=said)
            await client.async_start_new_kernel_client()
            result.start_seconds = time.monotonic() - began
            await Session(client, result, settings).run(exercises, tick)
        except (RuntimeError, TimeoutError, OSError) as error:
            result.failures.append(Failure(name, None, f"the kernel did not start: {error}{last_lines(said)}"))
        finally:
            if client.kc is not None:
                client.kc.stop_channels()
            # If the kernel ended before it answered, the client has shut the manager down by now, sockets and all.
            if manager.has_kernel and not manager.context.closed:
                await ensure_async(manager.shutdown_kernel(now=False))
            await ensure_async(manager.cleanup_resources())
        for failure in result.failures:
            failure.message += last_lines(said) if failure.message == DIED else ""
    return result


def last_lines(said: BinaryIO) -> str:
    said.seek(0)
    lines = said.read().decode(errors="replace").splitlines()[-KERNEL_LINES:]
    return "".join(f"\n    {line}" for line in lines)


class Session:
    """The cells of one notebook in a running kernel."""

    def __init__(self, client: NotebookClient, result: Run, settings: Settings):
        self.client, self.result, self.settings = client, result, settings

    async def run(self, exercises: Exercises | None, tick: Callable[[], None]) -> None:
        cells = self.result.notebook.cells
        count = 0
        for index, cell in enumerate(cells):
            if cell.cell_type != "code":
                continue
            count += 1
            message = await self.execute(cell, index)
            cell.execution_count = count if cell.source.strip() else None
            verdict.tidy(cell)
            if not message and exercises:
                message = await self.solve(exercises.after(cell), index)
            cells[index] = cell  # the client puts whatever it runs in this place
            tick()
            if message:
                self.result.failures.append(Failure(self.result.name, cell.id, message))
                return

    async def solve(self, cells: list[nbformat.NotebookNode], index: int) -> str | None:
        """Run what puts the solution in the stub's place: the check must pass."""
        for cell in cells:
            message = await self.execute(cell, index, " (solved)")
            if not message and verdict.is_check(cell):
                message = verdict.not_passed(cell)
            if message:
                return f"with the solution in place, {cell.id}: {message}"
        return None

    async def execute(self, cell: nbformat.NotebookNode, index: int, label: str = "") -> str | None:
        """Run one cell; why it fails, or None."""
        began, message = time.monotonic(), None
        threads = Threads(self.client.km.provisioner.pid)
        self.client.on_cell_executed = self.collect_late_text
        try:
            await self.client.async_execute_cell(cell, index)
        except CellTimeoutError:
            message = f"still running after {self.settings.timeout} s"
        except DeadKernelError:
            message = DIED
        else:
            message = verdict.failure(cell) or await self.outlived(threads, index)
        self.result.cell_seconds.append((cell.id + label, time.monotonic() - began))
        return message

    async def collect_late_text(self, cell, cell_index: int, execute_reply) -> None:
        """Wait until the kernel has been silent for a moment, and keep what still came for this cell."""
        parent = execute_reply["parent_header"]["msg_id"]
        with contextlib.suppress(Empty):
            while True:
                message = await ensure_async(self.client.kc.iopub_channel.get_msg(timeout=QUIET_SECONDS))
                if message["parent_header"].get("msg_id") == parent:
                    with contextlib.suppress(CellExecutionComplete):
                        self.client.process_message(message, cell, cell_index)

    async def outlived(self, threads: "Threads", index: int) -> str | None:
        """What is wrong with threads that outlive their cell: that they still run, or that they print."""
        if not threads.more():
            return None
        until = time.monotonic() + LATE_SECONDS
        while threads.more():
            if time.monotonic() > until:
                return f"a thread that it started still runs. {JOIN}"
            await asyncio.sleep(QUIET_SECONDS)
        probe = nbformat.v4.new_code_cell("let _ = ();")
        await self.client.async_execute_cell(probe, index)
        text = verdict.text_of(probe.outputs, "stdout") + verdict.text_of(probe.outputs, "stderr")
        return f"a thread printed {text!r} after the cell had ended. {JOIN}" if text else None


class Threads:
    """Those of the processes in which the kernel runs its cells."""

    def __init__(self, kernel: int):
        self.kernel = psutil.Process(kernel)
        self.before = self.count()

    def count(self) -> int:
        with contextlib.suppress(psutil.Error):
            return sum(process.num_threads() for process in self.kernel.children(recursive=True))
        return 0

    def more(self) -> bool:
        """Whether there are more than at first: a cell has started one that still runs."""
        return 0 < self.before < self.count()
