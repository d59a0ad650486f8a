"""The kernel's own small programs, compiled once by `make kernel` (their sources are in `native/`).

    HOME/tools/bin/{cargo,rustc,rustup,recorder}   one program, toolbox.rs, that stands in for the tools
    HOME/tools/lib/libsnapshot.so                  snapshot.rs, for the process that runs the cells (Linux)
    HOME/tools/real                                the folder of the real ones
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

SOURCES = pathlib.Path(__file__).resolve().parent / "native"
NAMES = ["cargo", "rustc", "rustup", "recorder"]
SNAPSHOT = pathlib.Path("lib", "libsnapshot.so")
STAMP = "stamp"


def build(home: pathlib.Path) -> None:
    """Compile them, unless they are there. Without them a kernel works as well, only slower."""
    tools = home / "tools"
    real = toolchain()
    stamp = fingerprint(real)
    if (tools / STAMP).exists() and (tools / STAMP).read_text() == stamp:
        return
    new = home / "tools.new"
    shutil.rmtree(new, ignore_errors=True)
    toolbox = new / "bin" / NAMES[0]
    wanted = {toolbox: ["toolbox.rs"]}
    if sys.platform.startswith("linux"):
        # Dynamic, so that it shares the standard library, and with it the hook for panics, with the cells.
        wanted[new / SNAPSHOT] = ["snapshot.rs", "--crate-type=cdylib", "-Cprefer-dynamic", "-Crpath"]
    for program, (source, *options) in wanted.items():
        program.parent.mkdir(parents=True, exist_ok=True)
        command = [real / "rustc", "--edition=2024", "-Copt-level=3", *options, SOURCES / source, "-o", program]
        compiled = subprocess.run(command, capture_output=True, text=True)
        if compiled.returncode != 0:
            print(f"The kernel does without its own tools, and is slower:\n{compiled.stderr}", file=sys.stderr)
            shutil.rmtree(tools, ignore_errors=True)
            return
    for name in NAMES[1:]:
        os.link(toolbox, toolbox.with_name(name))
    (new / "real").write_text(str(real))
    (new / STAMP).write_text(stamp)
    shutil.rmtree(tools, ignore_errors=True)
    new.rename(tools)


def toolchain() -> pathlib.Path:
    """The folder of the cargo and rustc that rustup would choose, or of those on PATH."""
    found = shutil.which("cargo")
    if shutil.which("rustup"):
        asked = subprocess.run(["rustup", "which", "cargo"], capture_output=True, text=True)
        found = asked.stdout.strip() or found
    return pathlib.Path(found).parent


def fingerprint(real: pathlib.Path) -> str:
    compiler = subprocess.run([real / "rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    sources = b"".join(path.read_bytes() for path in sorted([*SOURCES.iterdir(), pathlib.Path(__file__)]))
    return f"{real}\n{compiler}{hashlib.sha256(sources).hexdigest()}\n"


def environment(home: pathlib.Path, folder: pathlib.Path) -> dict[str, str]:
    """What makes a kernel that works in `folder` use them."""
    tools = home / "tools"
    if not (tools / STAMP).exists():
        return {}
    found = {
        "PATH": os.pathsep.join([str(tools / "bin"), os.environ.get("PATH", os.defpath)]),
        "CARGO_HOME": str(tools),  # where the analyser looks for cargo first
        "KERNEL_CARGO_HOME": os.environ.get("CARGO_HOME", ""),
        "KERNEL_FOLDER": str(folder),
        "KERNEL_TOOLS": (tools / "real").read_text(),
    }
    if (tools / SNAPSHOT).exists():
        found["LD_PRELOAD"] = str(tools / SNAPSHOT)
    return found


def keeps_variables(home: pathlib.Path) -> bool:
    """Whether a cell can be stopped by a signal, so that earlier variables are kept."""
    return (home / "tools" / STAMP).exists() and (home / "tools" / SNAPSHOT).exists()
