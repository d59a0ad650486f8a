"""What the analyser is shown as Rust's standard library: an outline of its sources where they are at hand.

    HOME/std/       the outline, made once for each compiler by `make kernel`
    kernel/std/     declarations of what notebooks use most, for machines without the sources

The sources are in the folder that RUST_SRC_PATH names, or the toolchain's own (its component `rust-src`).
"""

import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

import outline

DECLARED = pathlib.Path(__file__).resolve().parent / "std"
DOWNLOAD_SECONDS = 60
STAMP = "stamp.json"


def shown(home: pathlib.Path) -> pathlib.Path:
    """The folder for the analyser to read."""
    made = home / "std"
    return made if (made / STAMP).exists() else DECLARED


def refresh(home: pathlib.Path) -> None:
    """Make the outline, unless the one that is there fits. The caller keeps others from doing the same."""
    made = home / "std"
    sources = find_sources()
    if sources is None:
        shutil.rmtree(made, ignore_errors=True)
        print("Rust's sources are not at hand: the kernel knows the types of the commonest items of `std` only.")
        return
    stamp = fingerprint(sources)
    if read(made / STAMP) == stamp:
        return
    new = home / "std.new"
    shutil.rmtree(new, ignore_errors=True)
    try:
        outline.outline(sources, new)
    except (IndexError, KeyError, OSError, TypeError, ValueError) as error:  # sources that are none, or of a Rust to come
        print(f"Rust's sources in {sources} could not be read ({error!r}): the kernel does without.", file=sys.stderr)
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(made, ignore_errors=True)
        return
    (new / STAMP).write_text(json.dumps(stamp))
    shutil.rmtree(made, ignore_errors=True)
    new.rename(made)


def find_sources() -> pathlib.Path | None:
    """The folder with `core`, `alloc` and `std`, if it is on this machine."""
    named = os.environ.get("RUST_SRC_PATH")
    places = [pathlib.Path(named)] if named else []
    root = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True).stdout.strip()
    places.append(pathlib.Path(root, "lib/rustlib/src/rust/library"))
    return next(filter(holds_sources, places), None)


def fetch_sources() -> None:
    """Ask rustup for Rust's sources (3 MB, once) if they are missing; without a network, do without."""
    if find_sources() is None and shutil.which("rustup"):
        command = ["rustup", "component", "add", "rust-src"]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=DOWNLOAD_SECONDS)


def holds_sources(folder: pathlib.Path) -> bool:
    return all((folder / crate / "src" / "lib.rs").exists() for crate in outline.CRATES)


def fingerprint(sources: pathlib.Path) -> dict[str, str]:
    compiler = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    maker = hashlib.sha256(pathlib.Path(outline.__file__).read_bytes()).hexdigest()
    return {"sources": str(sources), "rustc": compiler, "maker": maker}


def read(stamp: pathlib.Path) -> dict[str, str]:
    try:
        return json.loads(stamp.read_text())
    except (FileNotFoundError, ValueError):
        return {}
