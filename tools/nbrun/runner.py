"""Runs one notebook in a Rust kernel of its own, cell by cell, until a cell fails."""

import contextlib
import copy
import dataclasses
import pathlib
import time
from collections.abc import Callable
from queue import Empty

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async

import verdict
from files import code_cells

STARTUP_SECONDS = 120
# The kernel passes text on beside its answers: a line of the cell can come after the cell's end.
QUIET_SECONDS = 0.05
LAST_QUIET_SECONDS = 0.3


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
    folder: pathlib.Path  # where cells run: paths in them are relative to it
    timeout: int  # seconds for one cell
    solved: bool = False  # every check must pass


async def run(name: str, notebook: nbformat.NotebookNode, settings: Settings, tick: Callable[[], None]) -> Run:
    """Run a copy of `notebook`; `tick` is called after each code cell."""
    result = Run(name, copy.deepcopy(notebook))
    client = NotebookClient(
        result.notebook,
        kernel_name=settings.kernel,
        timeout=settings.timeout,
        startup_timeout=STARTUP_SECONDS,
        resources={"metadata": {"path": str(settings.folder)}},
        allow_errors=True,
        record_timing=False,
        store_widget_state=False,
    )
    began = time.monotonic()
    manager = client.create_kernel_manager()
    try:
        await client.async_start_new_kernel()
        await client.async_start_new_kernel_client()
        result.start_seconds = time.monotonic() - began
        await run_cells(client, result, settings, tick)
    except (RuntimeError, TimeoutError, OSError) as error:
        result.failures.append(Failure(name, None, f"the kernel did not start: {error}"))
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
        if manager.has_kernel:
            await ensure_async(manager.shutdown_kernel(now=False))
        await ensure_async(manager.cleanup_resources())
    return result


async def run_cells(client: NotebookClient, result: Run, settings: Settings, tick: Callable[[], None]) -> None:
    cells = code_cells(result.notebook)
    for count, cell in enumerate(cells, 1):
        index = result.notebook.cells.index(cell)
        quiet = LAST_QUIET_SECONDS if count == len(cells) else QUIET_SECONDS
        client.on_cell_executed = lambda quiet=quiet, **executed: collect_late_text(client, quiet, **executed)
        began = time.monotonic()
        message = None
        try:
            await client.async_execute_cell(cell, index, execution_count=count)
        except CellTimeoutError:
            message = f"still running after {settings.timeout} s"
        except DeadKernelError:
            message = "the kernel died"
        result.cell_seconds.append((cell.id, time.monotonic() - began))
        cell.execution_count = count if cell.source.strip() else None
        verdict.tidy(cell)
        message = message or verdict.failure(cell)
        if not message and settings.solved and verdict.is_check(cell):
            message = verdict.not_passed(cell)
        tick()
        if message:
            result.failures.append(Failure(result.name, cell.id, message))
            return


async def collect_late_text(client: NotebookClient, quiet: float, cell, cell_index: int, execute_reply) -> None:
    """Wait until the kernel has been silent for a moment, and keep what still came for this cell."""
    parent = execute_reply["parent_header"]["msg_id"]
    with contextlib.suppress(Empty):
        while True:
            message = await ensure_async(client.kc.iopub_channel.get_msg(timeout=quiet))
            if message["parent_header"].get("msg_id") == parent:
                with contextlib.suppress(CellExecutionComplete):
                    client.process_message(message, cell, cell_index)
