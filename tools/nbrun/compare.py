"""Compares a cell's fresh outputs with those on disk: text by `words`, figures by `drawing`, all else to the byte."""

import dataclasses

import nbformat

import verdict
from drawing import drawing_differs
from words import Tolerance, text_differs

SVG = "image/svg+xml"
OURS = "mdbook_notebook"


def cells_differ(kept: nbformat.NotebookNode, fresh: nbformat.NotebookNode, tolerance: Tolerance) -> str | None:
    """The first difference between the outputs of one cell, in words, or None."""
    if verdict.FAILS in fresh.metadata.get("tags", []) and any(o.output_type == "error" for o in fresh.outputs):
        # The compiler's words change with its version: that it refuses is what counts.
        return None if any(o.output_type == "error" for o in kept.outputs) else "it now fails to compile"
    tolerance = own(fresh, tolerance)
    for stream in ("stdout", "stderr"):
        texts = verdict.text_of(kept.outputs, stream), verdict.text_of(fresh.outputs, stream)
        if difference := text_differs(*texts, tolerance):
            return f"{stream}: {difference}"
    values = values_of(kept), values_of(fresh)
    kinds = [[kind for kind, _ in value] for value in values]
    if kinds[0] != kinds[1]:
        return "it displayed {}, now it displays {}".format(*(", ".join(kind) or "nothing" for kind in kinds))
    differences = (value_differs(kind, old, new, tolerance) for (kind, old), (_, new) in zip(*values))
    return next(filter(None, differences), None)


def own(cell: nbformat.NotebookNode, tolerance: Tolerance) -> Tolerance:
    """The tolerance with the floor that the cell asks for, by `floor=…` on its page."""
    floor = float(cell.metadata.get(OURS, {}).get("floor", 0.0))
    return dataclasses.replace(tolerance, floor=max(floor, tolerance.floor))


def values_of(cell: nbformat.NotebookNode) -> list[tuple[str, str]]:
    """What the cell displayed, in order: kind and content."""
    return [item for output in cell.outputs for item in sorted(output.get("data", {}).items())]


def value_differs(kind: str, kept: str, fresh: str, tolerance: Tolerance) -> str | None:
    if kind == SVG:
        return drawing_differs(kept, fresh, tolerance)
    if kind.startswith("text/"):
        difference = text_differs(kept, fresh, tolerance)
        return difference and f"value: {difference}"
    return None if kept == fresh else f"its {kind} has changed"
