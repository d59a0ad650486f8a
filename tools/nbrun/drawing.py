"""Compares two SVG figures by what they draw.

Elements must be the same in kind and order. Points are compared where they come to lie, for a path's relative
steps hide a shift or add up roundings; colours by their channels; words and the range of the axes like printed text.
"""

import math
import re
from collections.abc import Iterator
from itertools import zip_longest
from xml.etree import ElementTree

from words import NUMBER, Tolerance, text_differs

# Coordinates are written to a tenth of a pixel: one that lies between two tenths may fall on either, and so may the one before.
PIXELS = 0.2
# The same for a colour's channels, of 256 steps.
SHADES = 1

COORDINATES = set("x y x1 y1 x2 y2 cx cy r rx ry width height points transform viewBox font-size stroke-width".split())
WORDS = {"aria-label", "data-alt", "data-label", "data-extent"}
COLOUR = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
STEP = re.compile(r"([a-zA-Z])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
# How many numbers each command of a path takes; the last two are where it goes.
TAKES = {"m": 2, "l": 2, "t": 2, "h": 1, "v": 1, "s": 4, "q": 4, "c": 6, "a": 7, "z": 0}


def drawing_differs(kept: str, fresh: str, tolerance: Tolerance) -> str | None:
    """The first difference between two figures, in words, or None."""
    if kept == fresh:
        return None
    try:
        trees = ElementTree.fromstring(kept), ElementTree.fromstring(fresh)
    except ElementTree.ParseError as error:
        return f"the figure is not well-formed: {error}"
    for number, (old, new) in enumerate(zip_longest(*(tree.iter() for tree in trees)), 1):
        if old is None or new is None:
            return f"the figure had {count(trees[0])} elements, now {count(trees[1])}"
        if difference := element_differs(old, new, tolerance):
            return f"the figure, element {number} (<{name(old)}>): {difference}"
    return None


def count(tree: ElementTree.Element) -> int:
    return sum(1 for _ in tree.iter())


def name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def element_differs(old: ElementTree.Element, new: ElementTree.Element, tolerance: Tolerance) -> str | None:
    if old.tag != new.tag:
        return f"is now <{name(new)}>"
    if old.attrib.keys() != new.attrib.keys():
        return f"had {', '.join(old.attrib) or 'no attributes'}; now {', '.join(new.attrib) or 'none'}"
    for attribute, was in old.attrib.items():
        now = new.attrib[attribute]
        if was != now and (difference := attribute_differs(attribute, was, now, tolerance)):
            return difference
    return text_differs((old.text or "").strip(), (new.text or "").strip(), tolerance)


def attribute_differs(attribute: str, was: str, now: str, tolerance: Tolerance) -> str | None:
    changed = f"{attribute} was {was!r}, is now {now!r}"
    if attribute == "d":
        return path_differs(was, now)
    if attribute == "data-extent":
        return None if extents_match(was, now, tolerance) else f"the axes were {was}, are now {now}"
    if attribute in WORDS:
        difference = text_differs(was, now, tolerance)
        return difference and f"{attribute}: {difference}"
    if attribute in COORDINATES:
        numbers = [[float(number) for number in NUMBER.findall(text)] for text in (was, now)]
        same = NUMBER.split(was) == NUMBER.split(now) and all(abs(a - b) <= PIXELS for a, b in zip(*numbers))
        return None if same else changed
    colours = [COLOUR.fullmatch(text) for text in (was, now)]
    if all(colours):
        channels = ([int(channel, 16) for channel in colour.groups()] for colour in colours)
        return None if all(abs(a - b) <= SHADES for a, b in zip(*channels)) else changed
    difference = text_differs(was, now, tolerance)
    return difference and f"{attribute} {difference}"


def extents_match(was: str, now: str, tolerance: Tolerance) -> bool:
    """The ends of an axis are as close as its length says: an end at zero has no size of its own."""
    pairs = [[float(number) for number in NUMBER.findall(text)] for text in (was, now)]
    if NUMBER.split(was) != NUMBER.split(now):
        return False
    for at in range(0, len(pairs[0]) - 1, 2):
        (low, high), (new_low, new_high) = (pair[at : at + 2] for pair in pairs)
        slack = tolerance.relative * max(abs(high - low), abs(low), abs(high))
        if not (abs(low - new_low) <= slack and abs(high - new_high) <= slack):
            return False
    return True


def path_differs(was: str, now: str) -> str | None:
    try:
        steps = points(was), points(now)
    except (KeyError, ValueError) as error:
        return f"its path cannot be read: {error}"
    for number, (old, new) in enumerate(zip(*steps), 1):
        if old[0] != new[0] or math.dist(old[1], new[1]) > PIXELS * math.sqrt(2):
            return f"point {number} was {shown(old)}, is now {shown(new)}"
    if len(steps[0]) != len(steps[1]):
        return f"its path had {len(steps[0])} points, now {len(steps[1])}"
    return None


def shown(point: tuple[str, tuple[float, float]]) -> str:
    return f"{point[0]} ({point[1][0]:.1f}, {point[1][1]:.1f})"


def points(path: str) -> list[tuple[str, tuple[float, float]]]:
    """The commands of a path, each with the point where it ends; control points and radii are points before it."""
    at, start, found = (0.0, 0.0), (0.0, 0.0), []
    for command, given in commands(path):
        kind = command.lower()
        origin = at if command == kind else (0.0, 0.0)
        pairs = [(origin[0] + x, origin[1] + y) for x, y in zip(given[::2], given[1::2])]
        if kind == "z":
            at = start
        elif kind == "h":
            at = (origin[0] + given[0], at[1])
        elif kind == "v":
            at = (at[0], origin[1] + given[0])
        elif kind == "a":
            found.append(("radii", (given[0], given[1])))
            at = (origin[0] + given[5], origin[1] + given[6])
            kind = "a{:g},{:g},{:g}".format(*given[2:5])
        else:
            found += [("control", pair) for pair in pairs[:-1]]
            at = pairs[-1]
        start = at if kind == "m" else start
        found.append((kind, at))
    return found


def commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; a command that is not repeated in the path is given once more."""
    words = [letter or float(number) for letter, number in STEP.findall(path)]
    command, at = "", 0
    while at < len(words):
        if isinstance(words[at], str):
            command, at = words[at], at + 1
        elif command in "zZ":
            raise ValueError(f"a number without a command in {path[:40]!r}")
        given = words[at : at + TAKES[command.lower()]]
        if len(given) < TAKES[command.lower()] or any(isinstance(word, str) for word in given):
            raise ValueError(f"`{command}` lacks numbers in {path[:40]!r}")
        yield command, given
        at += len(given)
        # Further pairs after a move are lines.
        command = {"m": "l", "M": "L"}.get(command, command)
