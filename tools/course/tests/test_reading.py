"""What a reader who begins at the first page relies on in every chapter."""

import re

import pages
import pytest

CHAPTERS = pages.chapters()
NAMES = list(CHAPTERS)
LINKED = re.compile(r"\[[^\]]*\]\([^)]*\)")


def lesson(name: str) -> str:
    """The prose of a page without its references."""
    return pages.split(CHAPTERS[name])[0].split("\n## References")[0]


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_opens_with_what_one_will_be_able_to_do(name):
    assert len(pages.goals(CHAPTERS[name])) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_ends_in_five_lines(name):
    _, _, end = lesson(name).partition("\n## In five lines\n")
    assert [line[0] for line in end.splitlines() if re.match(r"\d\. ", line)] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(("name", "after"), list(zip(NAMES, NAMES[1:])))
def test_a_chapter_ends_with_a_link_to_the_next(name, after):
    _, _, end = lesson(name).partition("\n## In five lines\n")
    assert f"]({after}.md" in end


@pytest.mark.parametrize("name", NAMES)
def test_whoever_points_ahead_gives_a_link(name):
    unlinked = pages.MENTION.finditer(LINKED.sub("", lesson(name)))
    ahead = [m[0] for m in unlinked if max(int(n) for n in re.findall(r"\d+", m[1])) > pages.number(name)]
    assert not ahead
