"""Installs the Rust kernel into the checkout's .venv, and prebuilds the library for it.

    .venv/bin/python notebooks/kernel/install.py [--no-prebuild] [--force]

Run it with the .venv's Python: the kernel is started with the Python that ran this.
"""

import argparse
import json
import pathlib
import sys

import launch
import native
import view

KERNEL = {
    "display_name": "Rust",
    "language": "rust",
    "metadata": {"debugger": False},
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Install the Rust kernel into the checkout's .venv.")
    parser.add_argument("--no-prebuild", action="store_true", help="do not compile the library for it now")
    parser.add_argument("--force", action="store_true", help="compile the library even if nothing has changed")
    args = parser.parse_args()
    if sys.prefix == sys.base_prefix:
        print("Run this with the checkout's own Python: .venv/bin/python notebooks/kernel/install.py", file=sys.stderr)
        return 1
    if launch.find_evcxr() is None:
        print(launch.MISSING, file=sys.stderr)
        return 1
    if args.no_prebuild or not launch.UNIX:
        write_kernelspec(pathlib.Path(sys.prefix), by_signal=False)
        return 0
    import prebuild

    view.fetch_sources()
    failed = prebuild.prebuild(prebuild.folders.HOME, prebuild.folders.CHECKOUT / "crate", args.force)
    write_kernelspec(pathlib.Path(sys.prefix), native.keeps_variables(prebuild.folders.HOME))
    return failed


def write_kernelspec(prefix: pathlib.Path, by_signal: bool) -> None:
    """Describe the kernel to Jupyter. As a message, an interrupt would end the running cell with all variables."""
    interrupts = {"interrupt_mode": "signal" if by_signal else "message"}
    folder = prefix / "share" / "jupyter" / "kernels" / "rust"
    folder.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, str(pathlib.Path(launch.__file__).resolve()), "{connection_file}"]
    (folder / "kernel.json").write_text(json.dumps({"argv": argv, **KERNEL, **interrupts}, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
