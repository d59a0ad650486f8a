"""Compares a cell's fresh outputs with those on disk.

Words and integers must be the same. A number with a fraction or an exponent may differ by a relative
and an absolute tolerance; blanks before a number, which a changed width moves, may too. Of a figure, that
it is there and the range of its axes (`data-extent`) are compared, not its strokes.
"""

import dataclasses
import math
import re

import nbformat

import verdict

NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)")
EXTENT = re.compile(r'<svg\b[^>]*?\bdata-extent="([^"]*)"')
SVG = "image/svg+xml"
PLAIN = "text/plain"


@dataclasses.dataclass(frozen=True)
class Tolerance:
    relative: float = 1e-6
    absolute: float = 1e-9

    def close(self, a: float, b: float) -> bool:
        return math.isclose(a, b, rel_tol=self.relative, abs_tol=self.absolute)


def cells_differ(kept: nbformat.NotebookNode, fresh: nbformat.NotebookNode, tolerance: Tolerance) -> str | None:
    """The first difference between the outputs of one cell, in words, or None."""
    if verdict.FAILS in fresh.metadata.get("tags", []) and any(o.output_type == "error" for o in fresh.outputs):
        # The compiler's words change with its version: that it refuses is what counts.
        return None if any(o.output_type == "error" for o in kept.outputs) else "it now fails to compile"
    for stream in ("stdout", "stderr"):
        texts = verdict.text_of(kept.outputs, stream), verdict.text_of(fresh.outputs, stream)
        if difference := text_differs(*texts, tolerance):
            return f"{stream}: {difference}"
    values = values_of(kept), values_of(fresh)
    if values[0].keys() != values[1].keys():
        kinds = (", ".join(sorted(value)) or "nothing" for value in values)
        return "it displayed {}, now it displays {}".format(*kinds)
    for kind in sorted(values[0]):
        pair = values[0][kind], values[1][kind]
        if kind == SVG and (difference := extents_differ(*pair, tolerance)):
            return difference
        if kind == PLAIN and (difference := text_differs(*pair, tolerance)):
            return f"value: {difference}"
    return None


def values_of(cell: nbformat.NotebookNode) -> dict[str, str]:
    values: dict[str, str] = {}
    for output in cell.outputs:
        values.update(output.get("data", {}))
    return values


def text_differs(kept: str, fresh: str, tolerance: Tolerance) -> str | None:
    """Compare line by line, so that the message can show the line."""
    lines = kept.splitlines(), fresh.splitlines()
    for old, new in zip(*lines):
        if not line_matches(old, new, tolerance):
            return f"was {old!r}, is now {new!r}"
    if len(lines[0]) != len(lines[1]):
        missing = lines[0][len(lines[1]) :] or lines[1][len(lines[0]) :]
        return f"had {len(lines[0])} lines, now {len(lines[1])}; first of those that differ: {missing[0]!r}"
    return None


def line_matches(old: str, new: str, tolerance: Tolerance) -> bool:
    if old == new:
        return True
    numbers = NUMBER.findall(old), NUMBER.findall(new)
    words = ([re.sub(r"[ \t]+$", " ", word) for word in NUMBER.split(line)[:-1]] for line in (old, new))
    if len(numbers[0]) != len(numbers[1]) or NUMBER.split(old)[-1] != NUMBER.split(new)[-1]:
        return False
    old_words, new_words = words
    return old_words == new_words and all(numbers_match(a, b, tolerance) for a, b in zip(*numbers))


def numbers_match(old: str, new: str, tolerance: Tolerance) -> bool:
    if old == new:
        return True
    return not (is_integer(old) or is_integer(new)) and tolerance.close(float(old), float(new))


def is_integer(number: str) -> bool:
    return number.lstrip("+-").isdigit()


def extents_differ(kept: str, fresh: str, tolerance: Tolerance) -> str | None:
    extents = [EXTENT.search(figure) for figure in (kept, fresh)]
    texts = [extent[1] if extent else "none" for extent in extents]
    numbers = [[float(number) for number in NUMBER.findall(text)] for text in texts]
    same = len(numbers[0]) == len(numbers[1]) and all(map(tolerance.close, *numbers))
    return None if same else f"the figure's axes: were {texts[0]}, are now {texts[1]}"
