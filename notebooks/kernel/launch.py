"""The command of the Rust kernel: gives the kernel a private copy of the prebuilt folder and starts it.

    launch.py [--home FOLDER] CONNECTION_FILE

The kernel takes this process over, so signals reach it directly. Two small processes stay beside it. The
guard removes the copy when the kernel is gone, however it went, and ends the kernel when the Jupyter that
started it has died; the gate hands on messages (see gate.py). Where there is nothing prebuilt, and on systems other than Linux and
macOS, evcxr_jupyter is started plainly: the same, only slower.
"""

import argparse
import contextlib
import importlib.util
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import view

HERE = pathlib.Path(__file__).resolve().parent
UNIX = sys.platform.startswith(("linux", "darwin"))
LIBRARY = "../crate/Cargo.toml"  # as the notebooks' first cell has it, from the folder they are in
POLL_SECONDS = 0.5
GRACE_SECONDS = 3.0
MISSING = "The Rust kernel is not installed: evcxr_jupyter was not found. Run `make kernel` in the checkout."


def main() -> int:
    parser = argparse.ArgumentParser(description="Start the Rust kernel.")
    home = HERE.parents[1] / "target" / "kernel"
    parser.add_argument("--home", type=lambda path: pathlib.Path(path).absolute(), default=home)
    parser.add_argument("connection_file")
    args = parser.parse_args()

    evcxr = find_evcxr()
    if evcxr is None:
        print(MISSING, file=sys.stderr)
        return 1
    connection_file = os.path.abspath(args.connection_file)
    if not os.path.exists(LIBRARY):
        # A notebook somewhere else: a copy, a solved one, one that is graded. The library is found from here; its cells
        # go back to their own folder (see config/prelude.rs).
        os.environ["NOTEBOOK_FOLDER"] = os.getcwd()
        os.chdir(HERE.parent)
    environment = os.environ | kernel_environment(args.home)
    if not UNIX:
        return subprocess.call([evcxr, "--control_file", connection_file], env=environment)
    if (args.home / "prebuilt").is_dir() and not any(map(str.isspace, str(args.home))):
        import native

        folder, connection_file = prepare(args.home, connection_file)
        environment |= {"EVCXR_TMPDIR": str(folder / "cells")} | native.environment(args.home, folder)
        if native.keeps_variables(args.home):
            # An interrupt goes to all the kernel's processes; the copy that runs the cell does not ignore it.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    # All evcxr prints there is which configuration it found; results go over Jupyter's sockets.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execve(evcxr, [evcxr, "--control_file", connection_file], environment)


def find_evcxr() -> str | None:
    """evcxr_jupyter on PATH, else where cargo installs."""
    homes = [os.environ.get("CARGO_INSTALL_ROOT"), os.environ.get("CARGO_HOME"), os.path.expanduser("~/.cargo")]
    places = [os.environ.get("PATH", os.defpath), *(os.path.join(home, "bin") for home in homes if home)]
    return shutil.which("evcxr_jupyter", path=os.pathsep.join(places))


def kernel_environment(home: pathlib.Path) -> dict[str, str]:
    """What keeps evcxr to itself, and the same on every machine."""
    return {
        # Settings of another evcxr on this machine would change what a cell does.
        "EVCXR_CONFIG_DIR": str(HERE / "config"),
        # evcxr updates the kernelspec that it finds here: it is to find none.
        "JUPYTER_PATH": str(home / "jupyter"),
        # The analyser's view of the standard library. From the sources themselves it would take
        # twice as long until the first figure.
        "RUST_SRC_PATH": str(view.shown(home)),
    }


def prepare(home: pathlib.Path, connection_file: str) -> tuple[pathlib.Path, str]:
    """A private folder for this process with the guard that removes it, and the kernel's own connection file."""
    import folders

    kernel = os.getpid()
    folder, claimed = folders.claim(home, home / "prebuilt")
    beside(claimed, lambda: guard(folder, kernel))
    if importlib.util.find_spec("zmq") is None:
        return folder, connection_file
    import gate

    private = gate.behind(connection_file, folder)
    if private is None:
        return folder, connection_file
    beside(claimed, lambda: gate.serve(connection_file, private, kernel))
    return folder, str(private)


def beside(claimed: int, work: Callable[[], None]) -> None:
    """Do the work in a process beside the kernel, which does not hold the kernel's folder."""
    if os.fork() == 0:
        try:
            os.setsid()  # out of reach of signals to the kernel's process group
            os.close(claimed)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            work()
        finally:
            os._exit(0)


def guard(folder: pathlib.Path, kernel: int) -> None:
    """Wait until nobody works in `folder`, then remove it; end what is left of a kernel that is gone."""
    import folders

    jupyter = int(os.environ.get("JPY_PARENT_PID", "0"))
    leads_group = os.getpgid(kernel) == kernel
    gone_since = None
    while folders.in_use(folder):
        time.sleep(POLL_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            if os.getppid() == kernel:
                if jupyter and not runs(jupyter):
                    os.kill(kernel, signal.SIGTERM)
            elif gone_since is None:
                gone_since = time.monotonic()
            elif leads_group and time.monotonic() - gone_since > GRACE_SECONDS:
                # A cell or a compiler that the kernel started still runs: it is in the kernel's group.
                os.killpg(kernel, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":
    sys.exit(main())
