"""The course plan: hours a chapter by fixed rates, what builds on what, and both as a table and a drawing.

`book/course.json` holds the rates and the dependencies; everything else is counted in the pages.
"""

import html
import json

import pages

PLAN = pages.ROOT / "book" / "course.json"
# Of the drawing, in its own units: a phone shows 330 pixels of them.
WIDE, ROW, LEFT, TEXT = 400, 26, 118, 13


def read(path=PLAN) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def minutes(text: str, rates: dict) -> dict[str, float]:
    """How long a page takes to read, and its exercises to do."""
    prose, fences = pages.split(text)
    cells = sum("rust" in info and not {"exercise", "check", "wrong", "answer"} & info.keys() for info, _ in fences)
    reading = len(prose.split()) / rates["words-a-minute"] + cells * rates["minutes-a-cell"]
    reading += pages.questions(text) * rates["minutes-a-question"]
    return {"reading": reading, "exercises": len(pages.exercises(text)) * rates["minutes-an-exercise"]}


def hours(time: float) -> str:
    """To the next half hour."""
    return f"{max(1, round(time / 30)) / 2:g}"


def before(plan: dict, page: str) -> set[str]:
    """All pages on which a page builds, through others too."""
    needs = {chapter["page"]: chapter.get("needs", {}) for chapter in plan["chapter"]}
    found, ahead = set(), list(needs[page])
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += needs.get(one, [])
    return found


def problems(plan: dict, texts: dict[str, str]) -> list[str]:
    """Where the plan and the pages part, a line each."""
    wrong = []
    listed = [chapter["page"] for chapter in plan["chapter"]]
    wrong += [f"{page} is not in the plan" for page in texts if page not in listed]
    for chapter in plan["chapter"]:
        page, needs = chapter["page"], chapter.get("needs", {})
        for need in needs:
            if need not in listed:
                wrong.append(f"{page} needs {need}, which is not in the plan")
            elif need >= page:
                wrong.append(f"{page} needs {need}, which comes later")
        if page not in texts:
            continue
        if pages.title(texts[page]) != chapter["title"]:
            wrong.append(f"{page} is called {pages.title(texts[page])!r} and not {chapter['title']!r}")
        allowed = {pages.number(need) for need in before(plan, page)}
        for used in sorted(pages.used(page, texts[page]) - allowed):
            wrong.append(f"{page} uses chapter {used}, on which the plan does not say that it builds")
    return wrong


def name(chapter: dict, texts: dict[str, str]) -> str:
    """A chapter's title, with a link if its page is there."""
    shown = f"{pages.number(chapter['page'])}. {chapter['title']}"
    return f"[{shown}]({chapter['page']}.md)" if chapter["page"] in texts else shown


def table(plan: dict, texts: dict[str, str]) -> str:
    lines = ["| chapter | hours: reading | exercises | builds on |", "|---|---|---|---|"]
    total = {"reading": 0.0, "exercises": 0.0}
    for chapter in plan["chapter"]:
        needs = "; ".join(f"{pages.number(need)}, for {what}" for need, what in chapter.get("needs", {}).items())
        cells = ["–", "–"]
        if text := texts.get(chapter["page"]):
            time = minutes(text, plan["rates"])
            total = {kind: total[kind] + float(hours(time[kind])) for kind in total}
            cells = [hours(time["reading"]), hours(time["exercises"])]
        lines.append(f"| {name(chapter, texts)} | {cells[0]} | {cells[1]} | {needs or 'nothing'} |")
    lines.append(f"| **together** | **{total['reading']:g}** | **{total['exercises']:g}** | |")
    return "\n".join(lines)


def figure(plan: dict) -> str:
    """The chapters one below the other, and an arc from each to those on which it builds."""
    place = {chapter["page"]: ROW * (i + 1) for i, chapter in enumerate(plan["chapter"])}
    high = ROW * (len(place) + 1)
    shapes, words = [], []
    for chapter in plan["chapter"]:
        here = place[chapter["page"]]
        for need in chapter.get("needs", {}):
            there = place[need]
            # A half ellipse: the further the chapters are apart, the wider.
            bulge = min(LEFT - 16, 10 + 0.26 * (here - there))
            shapes.append(
                f'<path d="M{LEFT - 8} {here - 4}A{bulge:.0f} {(here - there - 8) / 2:.0f} 0 0 1 {LEFT - 8} {there + 4}" '
                'fill="none" stroke="var(--fg)" stroke-width="1.2" stroke-opacity="0.75"/>'
            )
            # The end at what is built on is an arrow.
            shapes.append(f'<path d="M{LEFT - 14} {there + 1}l6 3l-4 5.5" fill="none" stroke="var(--fg)" stroke-width="1.2"/>')
        shapes.append(
            f'<text x="{LEFT}" y="{here + 4.5}" font-size="{TEXT}" fill="var(--fg)">'
            f"{pages.number(chapter['page'])}. {html.escape(chapter['title'])}</text>"
        )
        needs = [str(pages.number(need)) for need in chapter.get("needs", {})]
        on = " and ".join(needs) if needs else "nothing"
        words.append(f"{pages.number(chapter['page'])} on {on}")
    alt = html.escape("What each chapter builds on. " + "; ".join(words) + ".", quote=True)
    body = "".join(shapes)
    return (
        f'<figure class="course-plan"><svg role="img" aria-label="{alt}" viewBox="0 0 {WIDE} {high}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif">{body}</svg></figure>'
    )
