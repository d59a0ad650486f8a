"""What the instructor's page takes from the chapters: their goals, and the mistakes that their exercises know."""

import pages


def plain(text: str) -> str:
    """Words for the cell of a table."""
    for sign in "\\|*_<[$`":
        text = text.replace(sign, "\\" + sign)
    return text


def goals(texts: dict[str, str]) -> str:
    parts = []
    for page, text in texts.items():
        if found := pages.goals(text):
            parts.append(f"**[{pages.number(page)}. {pages.title(text)}]({page}.md)**\n\n" + "\n".join(f"- {goal}" for goal in found))
    return "\n\n".join(parts)


def mistakes(texts: dict[str, str]) -> str:
    """A table of the wrong answers on the pages: each is run by the tests, and refused."""
    lines = ["| exercise | what goes wrong |", "|---|---|"]
    for page, text in texts.items():
        where = dict(pages.exercises(text))
        for exercise, because in pages.wrong_answers(text):
            heading = where[exercise]
            place = f"[{pages.number(page)}, exercise {heading}]({page}.md#{anchor(text, heading)})"
            lines.append(f"| {place} | {plain(because)} |")
    return "\n".join(lines)


def anchor(text: str, heading: str) -> str:
    """The anchor of a heading of the page."""
    [wanted] = pages.headings(f"# {heading}")
    return next(found for found in pages.headings(text) if found.startswith(wanted))
