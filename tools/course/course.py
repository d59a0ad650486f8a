"""mdBook's preprocessor for the pages about the course: puts in what is computed from the other pages.

A line `<!-- course: NAME -->` becomes the course plan's figure or table, the list of references, or the
instructor's goals and mistakes. So none of them can be out of date.
"""

import json
import re
import sys

import pages
import plan
import references
import teaching

MARK = re.compile(r"<!-- course: ([\w-]+) -->")


def parts() -> dict[str, str]:
    """What each name stands for."""
    texts = pages.chapters()
    papers = (pages.SOURCE / references.PAPERS).read_text(encoding="utf-8")
    course = plan.read()
    return {
        "plan-figure": plan.figure(course),
        "plan-table": plan.table(course, texts),
        "references": references.listing(texts, papers, references.checked()),
        "goals": teaching.goals(texts),
        "mistakes": teaching.mistakes(texts),
    }


def fill(items: list, made: dict[str, str]) -> None:
    for item in items:
        if chapter := isinstance(item, dict) and item.get("Chapter"):
            chapter["content"] = MARK.sub(lambda mark: made[mark[1]], chapter["content"])
            fill(chapter["sub_items"], made)


def main() -> None:
    if sys.argv[1:2] == ["supports"]:
        sys.exit(0 if sys.argv[2] == "html" else 1)
    _, book = json.load(sys.stdin)
    fill(book.get("items") or book["sections"], parts())
    json.dump(book, sys.stdout)


if __name__ == "__main__":
    main()
