"""The book's pages as data: their headings, their links, their exercises and the works they cite."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "book" / "src"

FENCE = re.compile(r"^(`{3,})(.*)$")
ATTRIBUTE = re.compile(r'([\w-]+)(?:=("(?:[^"\\]|\\"|\\)*"|[^,\s]+))?')
NUMBERS = r"\d+(?:(?:, | and |, and | to |–)\d+)*"
MENTION = re.compile(rf"\b[Cc]hapters? ({NUMBERS})")
LINK = re.compile(r"\]\((\d\d-[\w-]+)\.md(#[\w-]+)?\)")


def chapters(source: pathlib.Path = SOURCE) -> dict[str, str]:
    """The text of each numbered chapter, by the name of its page."""
    found = sorted(source.glob("[0-9][0-9]-*.md"))
    return {path.stem: path.read_text(encoding="utf-8") for path in found if path.stem != "00-start"}


def number(page: str) -> int:
    return int(page[:2])


def title(text: str) -> str:
    return re.search(r"^# (.+)$", text, re.M)[1]


def split(text: str) -> tuple[str, list[tuple[dict[str, str], str]]]:
    """The prose of a page, and its fences: what their info strings say, and the code."""
    prose, fences, mark, info, code = [], [], "", "", []
    for line in text.splitlines():
        fence = FENCE.match(line)
        if mark and line.strip() == mark:
            fences.append((attributes(info), "\n".join(code)))
            mark, code = "", []
        elif mark:
            code.append(line)
        elif fence:
            mark, info = fence[1], fence[2]
        else:
            prose.append(line)
    return "\n".join(prose), fences


def attributes(info: str) -> dict[str, str]:
    """`rust,wrong=step,because="…"` as a dictionary; a word without a value has the empty one."""
    found = {}
    for name, value in ATTRIBUTE.findall(info):
        found[name] = value[1:-1].replace('\\"', '"') if value.startswith('"') else value
    return found


def headings(text: str) -> list[str]:
    """The anchors of a page's headings, as mdBook makes them."""
    anchors, seen = [], {}
    for heading in re.findall(r"^#+ (.+)$", split(text)[0], re.M):
        plain = re.sub(r"[`*]|\]\([^)]*\)|\[", "", heading).strip().lower()
        anchor = re.sub(r"\s", "-", "".join(c for c in plain if c.isalnum() or c in "-_ "))
        times = seen[anchor] = seen.get(anchor, -1) + 1
        anchors.append(f"{anchor}-{times}" if times else anchor)
    return anchors


def section(text: str, anchor: str) -> str:
    """What stands under a heading, to the next one of its rank or above."""
    lines, found, at, inside = text.splitlines(), [], -1, ""
    anchors = iter(headings(text))
    rank = 0
    for line in lines:
        fence = FENCE.match(line)
        if fence and (not inside or line.strip() == inside):
            inside = "" if inside else fence[1]
        heading = None if inside else re.match(r"(#+) ", line)
        if heading:
            here = next(anchors)
            if rank and len(heading[1]) <= rank:
                break
            if here == anchor:
                rank = len(heading[1])
        if rank:
            found.append(line)
    return "\n".join(found)


def used(page: str, text: str) -> set[int]:
    """The numbers of the earlier chapters that a page links to or names."""
    prose = split(text)[0]
    numbers = {int(link[0][:2]) for link in LINK.findall(prose)}
    for mention in MENTION.findall(prose):
        for part in re.split(r", and |, | and ", mention):
            ends = [int(end) for end in re.split(r" to |–", part)]
            numbers.update(range(ends[0], ends[-1] + 1))
    return {n for n in numbers if 0 < n < number(page)}


def goals(text: str) -> list[str]:
    """What the opening of a page promises: the list after "you will be able to"."""
    opening = split(text)[0].split("\n## ", 1)[0]
    promise = re.search(r"be able to\s*\n+((?:- .+\n?)+)", opening)
    return [line[2:] for line in promise[1].splitlines() if line.startswith("- ")] if promise else []


def exercises(text: str) -> list[tuple[str, str]]:
    """Name and heading of each exercise."""
    found, heading, mark = [], "", ""
    for line in text.splitlines():
        fence = FENCE.match(line)
        if fence and not mark:
            mark = fence[1]
            if name := attributes(fence[2]).get("exercise"):
                found.append((name, heading))
        elif fence and line.strip() == mark:
            mark = ""
        elif not mark and (above := re.match(r"#+ (.+)", line)):
            heading = above[1]
    return found


def wrong_answers(text: str) -> list[tuple[str, str]]:
    """The exercise and the reason of each wrong answer that a page's checks refuse."""
    fences = (info for info, _ in split(text)[1])
    return [(info["wrong"], info["because"]) for info in fences if "wrong" in info]


def questions(text: str) -> int:
    return text.count("> [!QUESTION]")
