"""A library of a few lines with a prebuilt folder of its own, and kernels that load it."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import psutil
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
KERNEL = CHECKOUT / "notebooks" / "kernel"
sys.path.insert(0, str(KERNEL))
import gate  # noqa: E402, F401
import graph  # noqa: E402, F401
import native  # noqa: E402, F401
import outline  # noqa: E402, F401
import view  # noqa: E402, F401

LIBRARY = """\
cfg_if::cfg_if! {{
    if #[cfg(unix)] {{ pub fn answer() -> i32 {{ {answer} + tiny_part::MORE }} }} else {{ pub fn answer() -> i32 {{ 0 }} }}
}}
#[derive(Default)]
pub struct Point {{ alpha: f64, beta: f64 }}
impl Point {{
    pub fn length(&self) -> f64 {{ (self.alpha * self.alpha + self.beta * self.beta).sqrt() }}
    pub fn shifted(&self, by: f64) -> Point {{ Point {{ alpha: self.alpha + by, beta: self.beta }} }}
}}
"""
PART = "pub const MORE: i32 = {more};\n"
MANIFEST = """\
[package]
name = "tiny"
version = "0.1.0"
edition = "2024"

[dependencies]
cfg-if = "1"
tiny-part = { path = "part" }

[workspace]
"""
PART_MANIFEST = """\
[package]
name = "tiny-part"
version = "0.1.0"
edition = "2024"
"""


class Kernel:
    """A running kernel that is asked one cell at a time."""

    def __init__(self, argv, folder, interrupt_mode="message", **popen):
        self.manager = KernelManager(kernel_name="rust", kernel_spec_manager=spec(argv, folder, interrupt_mode))
        self.manager.start_kernel(cwd=str(folder), **popen)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=120)

    @property
    def pid(self):
        return self.manager.provisioner.process.pid

    def messages(self, cell):
        """The kind and content of each message that a cell sends."""
        sent = []
        keep = lambda message: sent.append((message["msg_type"], message["content"]))  # noqa: E731
        self.client.execute_interactive(cell, timeout=240, output_hook=keep)
        return sent

    def run(self, cell):
        """What a cell prints, displays or complains of."""
        contents = [content for _, content in self.messages(cell)]
        return "".join(
            content.get("text") or content.get("evalue") or content.get("data", {}).get("text/plain", "")
            for content in contents
        )

    def cell_processes(self):
        """The processes that run cells, or wait for one."""
        children = psutil.Process(self.pid).children(recursive=True)
        return [child for child in children if child.name() == "evcxr_jupyter" and child.status() != psutil.STATUS_ZOMBIE]

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()


def spec(argv, folder, interrupt_mode):
    kernels = folder / "kernels" / "rust"
    kernels.mkdir(parents=True, exist_ok=True)
    described = {"argv": argv, "display_name": "Rust", "language": "rust", "interrupt_mode": interrupt_mode}
    (kernels / "kernel.json").write_text(json.dumps(described))
    return KernelSpecManager(kernel_dirs=[str(kernels.parent)], ensure_native_kernel=False)


class Tiny:
    """The library with a crate inside it, its prebuilt folder, and the kernels started on it."""

    def __init__(self, folder):
        self.folder = folder
        self.crate = folder / "tiny"
        self.home = folder / "home"
        self.argv = [sys.executable, str(KERNEL / "launch.py"), "--home", str(self.home), "{connection_file}"]
        for crate, manifest in [(self.crate, MANIFEST), (self.crate / "part", PART_MANIFEST)]:
            (crate / "src").mkdir(parents=True)
            (crate / "Cargo.toml").write_text(manifest)
        shutil.copy(CHECKOUT / "Cargo.lock", self.crate)
        self.write(answer=41)

    @property
    def dep(self):
        return f':dep tiny = {{ path = "{self.crate}" }}\nprintln!("{{}}", tiny::answer());'

    def write(self, answer, more=0):
        """The answer is the sum of both, the second from the crate inside."""
        (self.crate / "src" / "lib.rs").write_text(LIBRARY.format(answer=answer))
        (self.crate / "part" / "src" / "lib.rs").write_text(PART.format(more=more))

    def prebuild(self):
        command = [sys.executable, str(KERNEL / "prebuild.py"), "--home", str(self.home), "--crate", str(self.crate)]
        return subprocess.run(command, capture_output=True, text=True, timeout=600)

    def private_folders(self):
        return sorted(path.name for path in (self.home / "running").glob("*"))

    @contextlib.contextmanager
    def kernel(self, **popen):
        kernel = Kernel(self.argv, self.folder, **popen)
        try:
            yield kernel
        finally:
            kernel.stop()


def eventually(holds, seconds=20):
    """Whether something comes to hold within some seconds."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True
