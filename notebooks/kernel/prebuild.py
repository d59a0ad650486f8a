"""Compiles the library once for all kernels, by running the notebooks' first cell in a kernel.

    prebuild.py [--home FOLDER] [--crate FOLDER] [--force]

The result goes to HOME/prebuilt (see folders.py). Nothing is done when neither the library, nor
Cargo's files, nor the compiler, nor the kernel have changed since.
"""

import argparse
import contextlib
import hashlib
import json
import os
import pathlib
import queue
import re
import shutil
import subprocess
import sys
import threading
import time

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

import folders
import graph
import launch
import native
import view

FIRST_CELL_SECONDS = 1800
WORKSPACE = """\
# Cargo reads profiles here, not in the package that evcxr writes for the cells.
[workspace]
resolver = "3"
members = ["cells", "pinned"]

# A cell waits for its compiler, not for its code: measured on three chapters, cells take a third of the
# time they take with opt-level = 1. What must be fast is compiled in the library. A notebook whose cells
# themselves compute for long says `:build_env CARGO_PROFILE_DEV_OPT_LEVEL=2`.
[profile.dev]
opt-level = 0
debug = false
strip = "debuginfo"
codegen-units = 16
incremental = false
rpath = true  # cells load the standard library dynamically

[profile.dev.package."*"]
opt-level = 3
debug-assertions = false
overflow-checks = false
{compile_time}"""
# What runs while compiling only: optimising it would take longer than it saves.
COMPILE_TIME = ["autocfg", "proc-macro2", "quote", "syn", "thiserror-impl", "unicode-ident", "zerocopy-derive"]
NOT_OPTIMISED = """
[profile.dev.package.{}]
opt-level = 0
"""
PINNED = """\
# Keeps the library's dependencies in the workspace's lock file, whatever the cells use.
[package]
name = "pinned"
version = "1.0.0"
edition = "2024"

[lib]
path = "lib.rs"

[dependencies]
{name} = {{ path = "{path}" }}
"""
CELLS = """\
# evcxr rewrites this file at every start.
[package]
name = "ctx"
version = "1.0.0"
edition = "2024"

[lib]
crate-type = ["cdylib"]
path = "src/lib.rs"
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Compile the library once for all Rust kernels.")
    parser.add_argument("--home", type=lambda path: pathlib.Path(path).absolute(), default=folders.HOME)
    parser.add_argument("--crate", type=pathlib.Path, default=folders.CHECKOUT / "crate")
    parser.add_argument("--force", action="store_true", help="even if nothing has changed")
    args = parser.parse_args()
    return prebuild(args.home, args.crate, args.force)


def prebuild(home: pathlib.Path, crate: pathlib.Path, force: bool = False) -> int:
    crate = crate.resolve()
    evcxr = launch.find_evcxr()
    if evcxr is None:
        print(launch.MISSING, file=sys.stderr)
        return 1
    if any(map(str.isspace, str(home))):
        # evcxr splits a message at the space in such a path.
        print(f"No prebuilt folder in a path with a space ({home}): each notebook's first cell will take a minute.")
        return 0
    with folders.locked(home / "prebuild.lock"):
        view.refresh(home)
        native.build(home)
        prebuilt = home / "prebuilt"
        stamp = fingerprint(evcxr, crate)
        if not force and read_stamp(prebuilt) == stamp:
            print("The Rust kernel is up to date.")
            return 0
        tools_changed = read_stamp(prebuilt).get("tools") != stamp["tools"]
        base = None if force or tools_changed else prebuilt
        how_long = "half a minute" if base else "one or two minutes"
        print(f"Compiling the library for the Rust kernel ({how_long}).", flush=True)
        began = time.monotonic()
        folder, claimed = folders.claim(home, base)
        try:
            lay_out(folder, crate)
            failure = run_first_cell(evcxr, home, folder, crate)
            if failure:
                print(f"The library could not be compiled for the kernel:\n{failure}", file=sys.stderr)
                return 1
            forget_cells(folder)
            graph.reduce(folder / "answers")
            (folder / "stamp.json").write_text(json.dumps(stamp))
            promote(home, folder)
        finally:
            os.close(claimed)
            with folders.locked(home / "lock"):
                folders.sweep(home)
        print(f"The Rust kernel is ready ({time.monotonic() - began:.0f} s).")
    return 0


def fingerprint(evcxr: str, crate: pathlib.Path) -> dict[str, str]:
    """What the prebuilt folder depends on: the tools with their settings, and the library's files."""
    program = os.stat(evcxr)
    linkers = [shutil.which("mold"), shutil.which("lld")]
    rustc = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    tools = [rustc, program.st_size, program.st_mtime_ns, linkers, WORKSPACE, COMPILE_TIME, PINNED, CELLS, str(crate)]
    tools.append(graph.INTERNAL)
    library = hashlib.sha256()
    manifests = [crate.parent / "Cargo.toml", crate.parent / "Cargo.lock"]
    sources = sorted(path for path in crate.rglob("*") if "target" not in path.relative_to(crate).parts)
    for path in filter(pathlib.Path.is_file, [*manifests, *sources, *sorted(native.SOURCES.iterdir())]):
        library.update(f"{path}\0".encode() + path.read_bytes() + b"\0")
    return {"tools": hashlib.sha256(repr(tools).encode()).hexdigest(), "library": library.hexdigest()}


def read_stamp(prebuilt: pathlib.Path) -> dict[str, str]:
    try:
        return json.loads((prebuilt / "stamp.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}


def lay_out(folder: pathlib.Path, crate: pathlib.Path) -> None:
    """Write the workspace, with the lock file of the library's own."""
    contents = {
        "Cargo.toml": WORKSPACE.format(compile_time="".join(map(NOT_OPTIMISED.format, COMPILE_TIME))),
        "pinned/Cargo.toml": PINNED.format(name=package_name(crate), path=crate),
        "pinned/lib.rs": "",
        "cells/Cargo.toml": CELLS,
        "cells/src/lib.rs": "",
    }
    for path, text in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    lock = next((place / "Cargo.lock" for place in (crate.parent, crate) if (place / "Cargo.lock").exists()), None)
    if lock is not None:
        shutil.copy(lock, folder / "Cargo.lock")


def package_name(crate: pathlib.Path) -> str:
    return re.search(r'^name = "(.+)"', (crate / "Cargo.toml").read_text(), re.M)[1]


def run_first_cell(evcxr: str, home: pathlib.Path, folder: pathlib.Path, crate: pathlib.Path) -> str | None:
    """Run the first cell in a kernel that works in `folder`; what went wrong, if anything did."""
    spec = folder / "spec" / "rust"
    spec.mkdir(parents=True)
    kernel = {"argv": [evcxr, "--control_file", "{connection_file}"], "display_name": "Rust", "language": "rust"}
    (spec / "kernel.json").write_text(json.dumps(kernel))
    manager = KernelManager(
        kernel_name="rust",
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(spec.parent)], ensure_native_kernel=False),
        connection_file=str(folder / "connection.json"),
    )
    manager.start_kernel(
        cwd=str(crate),
        env=os.environ
        | launch.kernel_environment(home)
        | native.environment(home, folder)
        | {"EVCXR_TMPDIR": str(folder / "cells")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said: list[str] = []
    listener = threading.Thread(target=show_progress, args=(manager.provisioner.process.stderr, said), daemon=True)
    listener.start()
    client = manager.client()
    name = package_name(crate)
    cell = f':dep {name} = {{ path = "{crate}" }}\nuse {name.replace("-", "_")} as _;'
    try:
        client.start_channels()
        client.wait_for_ready(timeout=FIRST_CELL_SECONDS)
        return run_cell(manager, client, cell)
    except RuntimeError as dead:
        listener.join(timeout=5)
        return "\n".join([str(dead), *said[-20:]])
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        shutil.rmtree(spec.parent)


def run_cell(manager: KernelManager, client, cell: str) -> str | None:
    """Run one cell to its end; what it complains of, if anything."""
    asked = client.execute(cell)
    errors: list[str] = []
    until = time.monotonic() + FIRST_CELL_SECONDS
    while time.monotonic() < until:
        try:
            message = client.get_iopub_msg(timeout=1)
        except queue.Empty:
            if not manager.is_alive():
                raise RuntimeError("the kernel died") from None
            continue
        if message["parent_header"].get("msg_id") != asked:
            continue
        if message["msg_type"] == "error":
            errors.append(message["content"]["evalue"])
        if message["content"].get("execution_state") == "idle":
            return "\n".join(errors) or None
    return f"no answer in {FIRST_CELL_SECONDS} s"


def show_progress(stderr, said: list[str]) -> None:
    """Show which package is being compiled, as evcxr reports them; remember what else it says."""
    seen = sys.stdout.isatty()
    with stderr:
        for done, line in enumerate(stderr, 1):
            text = line.decode(errors="replace").rstrip()
            compiling = re.match(r"\s*Compiling (\S+)", text)
            if not compiling:
                said.append(text)
            elif seen:
                print(f"\r\033[K  package {done}: {compiling[1]}", end="", flush=True)
    if seen:
        print("\r\033[K", end="", flush=True)


def forget_cells(folder: pathlib.Path) -> None:
    """Drop what the cells left: they are compiled anew in every kernel."""
    left = ["incremental", "deps/libcode_*", "deps/libctx*", "deps/ctx-*", "libctx*", ".fingerprint/ctx-*"]
    for target in (folder / "cells" / "target").glob("*/debug"):
        for path in [path for pattern in left for path in target.glob(pattern)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def promote(home: pathlib.Path, folder: pathlib.Path) -> None:
    """Make `folder` the prebuilt one. Kernels that run keep their own links to the old one's files."""
    old = home / "prebuilt.old"
    with folders.locked(home / "lock"):
        shutil.rmtree(old, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):
            (home / "prebuilt").rename(old)
        folder.rename(home / "prebuilt")
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
