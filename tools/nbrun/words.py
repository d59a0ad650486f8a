"""Compares printed text: words and integers must be the same, other numbers may differ a little.

A number with a fraction or an exponent may differ by a share of its size. What is left after an exact
cancellation (1e-17 where another machine has 3e-17) is noise, and a cell that prints it asks for a floor,
below which all numbers count as equal. Numbers are taken as they are printed, however many digits or whatever exponent
they have: no two are alike because a float has no room for them. Blanks before a number, which a changed width moves, count for nothing.
"""

import dataclasses
import re
from decimal import Decimal

NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)")
BLANKS = re.compile(r"[ \t]+$")


@dataclasses.dataclass(frozen=True)
class Tolerance:
    relative: float = 1e-6
    floor: float = 0.0

    def close(self, a: Decimal, b: Decimal) -> bool:
        size = max(abs(a), abs(b))
        return abs(a - b) <= Decimal(self.relative) * size or size <= Decimal(self.floor)


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
    old_words, new_words = NUMBER.split(old), NUMBER.split(new)
    if list(map(unpadded, old_words[:-1])) != list(map(unpadded, new_words[:-1])) or old_words[-1] != new_words[-1]:
        return False
    return all(numbers_match(a, b, tolerance) for a, b in zip(NUMBER.findall(old), NUMBER.findall(new)))


def unpadded(word: str) -> str:
    return BLANKS.sub(" ", word)


def numbers_match(old: str, new: str, tolerance: Tolerance) -> bool:
    if old == new:
        return True
    return not (is_integer(old) or is_integer(new)) and tolerance.close(Decimal(old), Decimal(new))


def is_integer(number: str) -> bool:
    return number.lstrip("+-").isdigit()
