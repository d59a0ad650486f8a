"""Runs every cell of the book as a doctest, two pages at a time, with the library that `cargo test` has built.

    check_pages.py [PAGE.md …]

mdBook tests one page after another, and looks for the library in a folder, where two builds of it would be
ambiguous. So the build that cargo names gets a folder of links to it and to what it needs.
"""

import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ROOT / "book" / "src"
LINKED = ROOT / "target" / "mdbook-test"
# What `cargo test` builds, to the same units: nothing is compiled twice.
BUILD = ["cargo", "test", "--workspace", "--locked", "--no-run", "--quiet", "--message-format=json"]
LIBRARIES = {".rlib", ".rmeta", ".so", ".dylib", ".dll"}
AT_A_TIME = 2


def main(names: list[str]) -> int:
    link_libraries(built())
    pages = names or pages_with_cells()
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        passed = list(pool.map(check, pages))
    print(f"{sum(passed)} of {len(pages)} pages passed.")
    return 0 if all(passed) else 1


def pages_with_cells() -> list[str]:
    """The longest first, so that the last one does not run alone for long."""
    pages = [page for page in PAGES.rglob("*.md") if "```rust" in page.read_text(encoding="utf-8")]
    return [str(page.relative_to(PAGES)) for page in sorted(pages, key=lambda page: -page.stat().st_size)]


def built() -> list[pathlib.Path]:
    """The files of every library that belongs to the build."""
    ran = subprocess.run(BUILD, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    messages = (json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{"))
    named = [
        pathlib.Path(name)
        for message in messages
        if message["reason"] == "compiler-artifact" and not message["profile"]["test"]
        for name in message["filenames"]
    ]
    # Of the workspace's own packages cargo names a copy beside `deps`; the metadata tells the file that goes with it.
    inside = {file for file in named if file.parent.name == "deps"}
    return sorted(file for file in inside | {file.with_suffix(".rlib") for file in inside} if file.exists())


def link_libraries(files: list[pathlib.Path]) -> None:
    shutil.rmtree(LINKED, ignore_errors=True)
    LINKED.mkdir(parents=True)
    for file in files:
        if file.suffix in LIBRARIES:
            try:
                os.link(file, LINKED / file.name)
            except OSError:  # a file system without hard links
                shutil.copy2(file, LINKED / file.name)


def check(page: str) -> bool:
    began = time.monotonic()
    command = ["mdbook", "test", "book", "--library-path", str(LINKED), "--chapter", page]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    took = f"{page}: {'passed' if ran.returncode == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s"
    print(took if ran.returncode == 0 else f"{ran.stdout}\n{took}", flush=True)
    return ran.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
