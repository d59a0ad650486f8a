"""The folders that Rust kernels work in: one prebuilt, and a private copy of it for each kernel.

evcxr compiles every cell in a Cargo package of its own. Here that package (`cells`) lives in a small
workspace beside a package that only pins the library (`pinned`), so that the workspace's lock file,
which is the checkout's, decides every version, and the compiled dependencies can be handed on.

    HOME/prebuilt/        the workspace with its dependencies compiled
    HOME/running/PID-xx/  the copy that one kernel works in; gone when the kernel is

HOME is `target/kernel` in the checkout. Needs file locks and hard links: Linux and macOS.
"""

import contextlib
import fcntl
import os
import pathlib
import re
import shutil
import tempfile

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
HOME = CHECKOUT / "target" / "kernel"

# Cargo and rustc never write these in place, so two kernels may share them as one file.
SHARED_SUFFIXES = {".rlib", ".rmeta", ".so", ".dylib", ".a", ".o"}
ALIVE = "alive"


@contextlib.contextmanager
def locked(path: pathlib.Path):
    """Hold the lock file `path`, waiting for whoever else does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def in_use(folder: pathlib.Path) -> bool:
    """Whether a process still works in `folder`: its lock goes with the last process that inherited it."""
    try:
        file = open(folder / ALIVE)
    except FileNotFoundError:
        return False
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def sweep(home: pathlib.Path) -> None:
    """Remove the folders of kernels that are gone. The caller holds the lock of `home`."""
    for folder in (home / "running").glob("*"):
        if not in_use(folder):
            shutil.rmtree(folder, ignore_errors=True)


def claim(home: pathlib.Path, source: pathlib.Path | None) -> tuple[pathlib.Path, int]:
    """A new private folder, a copy of `source` if given, and the descriptor that keeps it claimed.

    The claim holds as long as this process, or one that inherited the descriptor, lives.
    """
    running = home / "running"
    running.mkdir(parents=True, exist_ok=True)
    with locked(home / "lock"):
        sweep(home)
        folder = pathlib.Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=running))
        claimed = os.open(folder / ALIVE, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(claimed, fcntl.LOCK_SH)
        os.set_inheritable(claimed, True)
        if source is not None:
            clone(source, folder)
    return folder, claimed


def clone(source: pathlib.Path, target: pathlib.Path) -> None:
    """Copy a prebuilt workspace: hard links for what nobody rewrites, real copies for all else.

    The artifacts of the packages in the workspace and of the library are real copies too: they are
    rebuilt in the copy when their source changes.
    """
    rebuilt = local_packages((source / "Cargo.lock").read_text())
    for folder, _, files in os.walk(source):
        into = target / os.path.relpath(folder, source)
        into.mkdir(exist_ok=True)
        for name in files:
            if name == ALIVE:
                continue
            original, copy = os.path.join(folder, name), into / name
            if not (shared(name, rebuilt) and link(original, copy)):
                shutil.copy2(original, copy)


def shared(name: str, rebuilt: set[str]) -> bool:
    stem, suffix = os.path.splitext(name)
    crate = stem.removeprefix("lib").rsplit("-", 1)[0]
    return suffix in SHARED_SUFFIXES and crate not in rebuilt


def link(original: str, copy: pathlib.Path) -> bool:
    try:
        os.link(original, copy)
    except OSError:  # a file system without hard links
        return False
    return True


def local_packages(lock: str) -> set[str]:
    """The crate names of the packages in a Cargo.lock that come from a path, not from a registry."""
    packages = lock.split("[[package]]")[1:]
    names = (re.search(r'^name = "(.+)"$', p, re.M) for p in packages if "\nsource = " not in p)
    return {name[1].replace("-", "_") for name in names if name}
