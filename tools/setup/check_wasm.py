#!/usr/bin/env python3
"""Checks that the library, with its default features off, can run in a web page: target wasm32-unknown-unknown.

Where that target is installed (`rustup target add wasm32-unknown-unknown`) the library is compiled for it. Everywhere
its dependencies are listed as they would be for the target, and none may be one that refuses it; and the library's
own sources may use no file, thread, clock or environment, which compile there and then fail when called.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = "wasm32-unknown-unknown"

# Crates that do not compile for the target, or compile and fail when called. A name ending in -sys binds a C
# library, but for the two that bind the page.
REFUSED = {
    "getrandom": "asks the system for randomness; a page has none unless the feature js or wasm_js chooses its host",
    "libloading": "loads shared libraries",
    "memmap2": "maps files",
    "mio": "polls sockets",
    "nix": "calls Unix",
    "num_cpus": "counts processors",
    "rayon-core": "starts threads",
    "rustix": "calls Unix",
    "socket2": "opens sockets",
    "tempfile": "makes files",
    "tokio": "runs on threads and sockets",
    "walkdir": "reads folders",
    "windows-sys": "calls Windows",
}
ALLOWED_WITH = {"getrandom": {"js", "wasm_js"}}
ABSENT = re.compile(r"\b(?:std::)?(fs|thread|time|net|env)::(?!consts)|\b(File|Instant|SystemTime)::|\bstd::(fs|thread|time|net|env)\b")

GATED = re.compile(r"\s*#\[cfg\((?:all\()?(?:test|feature)\b")


def cargo(*arguments: str) -> str:
    command = ["cargo", *arguments, "-p", "downhill", "--no-default-features", "--target", TARGET, "--locked"]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def refused(tree: str) -> list[str]:
    """What is wrong with the lines `name vVERSION … [features]` of a tree."""
    wrong = set()
    for line in filter(None, tree.splitlines()):
        name, version = line.split()[:2]
        features = set(line.rpartition("[")[2].rstrip("]").split(","))
        if features & ALLOWED_WITH.get(name, set()):
            continue
        reason = "binds a C library" if name.endswith("-sys") and name not in ("js-sys", "web-sys") else None
        if reason := REFUSED.get(name, reason):
            wrong.add(f"{name} {version}: {reason}")
    return sorted(wrong)


def code(text: str) -> list[str]:
    """The lines outside the tests, without comments; those of an item that waits for a feature left empty."""
    lines = [line.partition("//")[0] for line in text.split("#[cfg(test)]")[0].splitlines()]
    for i, line in enumerate(lines):
        if not GATED.match(line):
            continue
        # The item that the attribute gates ends at the first line as little indented that closes it.
        indent = len(line) - len(line.lstrip())
        for j in range(i, len(lines)):
            text, lines[j] = lines[j], ""
            if len(text) - len(text.lstrip()) == indent and text.rstrip().endswith((";", "}", "},")):
                break
    return lines


def modules(file: Path) -> list[Path]:
    """A source file and those of its modules that are compiled without a feature."""
    found = [file]
    below = file.parent if file.name in ("lib.rs", "mod.rs") else file.with_suffix("")
    for line in code(file.read_text()):
        if match := re.match(r"\s*(?:pub(?:\(\w+\))? )?mod (\w+);", line):
            paths = [below / f"{match[1]}.rs", below / match[1] / "mod.rs"]
            found += modules(next(path for path in paths if path.exists()))
    return found


def called(sources: list[Path]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in sources
        for number, line in enumerate(code(file.read_text()), 1)
        if ABSENT.search(line)
    ]


def can_fail() -> bool:
    """Whether the two lists name what they should: a check that finds nothing anywhere shows nothing."""
    trees = refused("getrandom v0.2.17 [std]\nzstd-sys v2.0.0 []\nrand v0.10.3 [std]\ngetrandom v0.3.4 [wasm_js]")
    gated = '#[cfg(feature = "x")]\nfn f() {\n    std::fs::read();\n}\nlet now = Instant::now(); // std::env::var\n'
    gated += '#[cfg(all(test, feature = "x"))]\nmod tests { use std::thread; }\n'
    hits = [line for line in code(gated) if ABSENT.search(line)]
    return len(trees) == 2 and len(hits) == 1 and not ABSENT.search("use std::f64::consts::PI;")


def main() -> int:
    assert can_fail(), "the check no longer sees what it looks for"
    tree = cargo("tree", "--edges", "normal", "--prefix", "none", "--format", "{p} [{f}]")
    wrong = refused(tree)
    own = {Path(match[1]) for match in re.finditer(r"^\S+ v\S+ \((/[^)]*)\) \[", tree, re.MULTILINE)}
    wrong += called([file for package in sorted(own) for file in modules(package / "src/lib.rs")])
    installed = subprocess.run(["rustc", "--print", "target-libdir", "--target", TARGET], stdout=subprocess.PIPE, text=True)
    if Path(installed.stdout.strip()).is_dir():
        cargo("check")
        how = "compiled"
    else:
        how = "not compiled: the target is not installed"
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{TARGET}: {len(set(tree.splitlines()))} crates looked at, {how}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
