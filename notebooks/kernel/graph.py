"""What the analyser is shown of the library's dependencies: those whose types a cell can meet.

The analyser parses every package of the workspace before the first cell, whoever uses it, and looks through
all their `impl`s to infer a type. Most packages are the library's own affair: no function that a cell calls
takes or returns anything of theirs. So `make kernel` takes them out of what cargo answers to the analyser
(see native/toolbox.rs). The compiler sees them all. A dependency that a notebook adds makes a new question,
which cargo answers in full.
"""

import json
import pathlib

CELLS = "ctx"  # the package that evcxr compiles cells in
# What only these need goes with them.
INTERNAL = [
    "autocfg",
    "comfy-table",
    "contour",
    "csv",
    "flate2",
    "getrandom",
    "libc",
    "libm",
    "matrixmultiply",
    "multiversion",
    "ndarray-stats",
    "noisy_float",
    "safetensors",
    "serde",
    "thiserror",
    "tiny-skia",
    "ttf-parser",
    "zerocopy",
]


def reduce(answers: pathlib.Path) -> None:
    """Take the internal packages out of each description of the workspace among the remembered answers."""
    for file in answers.glob("said-*"):
        try:
            described = json.loads(file.read_text())
        except ValueError:  # an answer of another kind
            continue
        if isinstance(described, dict) and described.get("resolve") and describes_cells(described):
            file.write_text(json.dumps(without_internal(described)))


def describes_cells(metadata: dict) -> bool:
    return any(package["name"] == CELLS for package in metadata["packages"])


def without_internal(metadata: dict) -> dict:
    """Cargo's metadata with the packages alone that the workspace's members reach, and not by way of an internal one."""
    internal = {package["id"] for package in metadata["packages"] if package["name"] in INTERNAL}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    shown, ahead = set(), list(metadata["workspace_members"])
    while ahead:
        package = ahead.pop()
        if package not in shown and package not in internal:
            shown.add(package)
            ahead += nodes[package]["dependencies"]
    kept = [
        nodes[package]
        | {
            "dependencies": [other for other in nodes[package]["dependencies"] if other in shown],
            "deps": [dep for dep in nodes[package]["deps"] if dep["pkg"] in shown],
        }
        for package in nodes
        if package in shown
    ]
    return metadata | {
        "packages": [package for package in metadata["packages"] if package["id"] in shown],
        "resolve": metadata["resolve"] | {"nodes": kept},
    }

