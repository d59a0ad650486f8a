"""The works that the book cites: read from the pages, merged, and held against what was looked up of each.

`book/references.csv` has a line for each: DOI or arXiv number, first author, year and title as other bibliographies or
the publisher have them, and where that was seen. A work that the pages cite without a number has `work`, its author and
year, and its number in the list only, if it has one. A work with a `chapter` may wait until that chapter is there.
"""

import csv
import re
import urllib.parse

import pages

CHECKED = pages.ROOT / "book" / "references.csv"
PAPERS = "appendix-c-papers-table.md"

DOI = re.compile(r"https?://doi\.org/((?:[^\s()<>\]]|\([^\s()]*\))+)")
ARXIV = re.compile(r"https?://arxiv\.org/abs/(\d{4}\.\d{4,5})")
ITEM = re.compile(r"^\d+\. +((?:.+\n?)(?:(?:   ).+\n?)*)", re.M)
# Works that a page cites beside another, or in its prose, and the page.
ALSO = [
    ("I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, MIT Press 2016.", "01-neuron"),
    ("P. Dayan and L. F. Abbott, *Theoretical Neuroscience*, MIT Press 2001.", "01-neuron"),
]
# What the list says of a work that was looked up in vain.
UNSEEN = {
    "not the DOI": "other bibliographies have the work and not this DOI",
    "not found": "found in no other bibliography",
}


def ids(text: str) -> list[str]:
    """The DOIs and arXiv numbers in a text, in small letters as DOIs are compared."""
    dois = [urllib.parse.unquote(doi).lower().rstrip(".,;") for doi in DOI.findall(text)]
    return [*dois, *(f"arxiv:{number}" for number in ARXIV.findall(text))]


def surname(text: str) -> str:
    """The first author's: what follows the initials."""
    first = re.split(r", | and ", text, maxsplit=1)[0]
    words = [word for word in first.split() if not word.endswith(".")]
    return " ".join(words) or first


def year(text: str) -> str:
    """The last year that is named before a link, as journals come after their authors and titles."""
    found = re.findall(r"\b(1[89]\d\d|20\d\d)\b", re.sub(r"\[[^\]]*\]\([^)]*\)+", "", text))
    return found[0] if found else ""


def quoted(text: str) -> str:
    """The title: in quotation marks, or else in italics."""
    found = re.search(r'"(.+?),?"', text) or re.search(r"\*(.+?)\*", text)
    return found[1] if found else ""


def plain(title: str) -> str:
    """A title for comparisons: letters and digits, small."""
    return re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()


def cited(texts: dict[str, str], papers: str) -> list[tuple[str, str]]:
    """Each item of a list of references, and the link back to it."""
    found = []
    for page, text in texts.items():
        items = ITEM.findall(pages.section(text, "references"))
        found += [(work(" ".join(item.split())), f"[{pages.number(page)}]({page}.md#references)") for item in items]
    for id, paper in re.findall(r'^\| <a id="([\w-]+)"></a>\*\*[\w-]+\*\* ((?:[^|]|\\\|)+?) \|', papers, re.M):
        # After the link stands the place in the paper; the year is in the finding's name.
        paper = re.sub(r"(\]\(https?://(?:[^()]|\([^()]*\))*\)).*", r"\1", paper)
        named = re.search(r"\d{4}", id)
        paper += f", {named[0]}" if named and not year(paper) else ""
        found.append((paper, f"[C](appendix-c-ledger.md#{id})"))
    return found


def work(item: str) -> str:
    """An item without what the page says of a book: the sentences after the one with its title."""
    alone = re.match(r"(.*?\*[^*]+\*[^.]*\.) [A-Z]", item)
    return alone[1] if alone and not ids(item) else item


def key(text: str) -> str:
    """What tells one work from another: its number, or else its author and year."""
    return next(iter(ids(text)), "") or f"{surname(text).lower()} {year(text)}".strip()


def merged(items: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """One entry a work, in the order of authors, with all its links back."""
    found: dict[str, tuple[str, list[str]]] = {}
    for text, back in items:
        entry = found.setdefault(key(text), (text, []))
        if back not in entry[1]:
            entry[1].append(back)
    return sorted(found.values(), key=lambda work: (surname(work[0]).lower(), year(work[0]), plain(quoted(work[0]))))


def works(texts: dict[str, str], papers: str) -> list[tuple[str, list[str]]]:
    also = [(text, f"[{pages.number(page)}]({page}.md#references)") for text, page in ALSO]
    return merged([*cited(texts, papers), *also])


def listing(texts: dict[str, str], papers: str, rows: dict[str, dict[str, str]]) -> str:
    lines = []
    for text, back in works(texts, papers):
        row = rows.get(key(text), {})
        if row.get("work") and row["id"]:
            text = f"{text.rstrip('.')}. {link(row['id'])}"
        if remark := UNSEEN.get(row.get("seen", "").split(";")[-1].strip()):
            text = f"{text.rstrip('.')}. ({remark})"
        lines.append(f"- {text.rstrip('.')}. Cited in {', '.join(back)}.")
    return "\n".join(lines)


def link(id: str) -> str:
    if id.lower().startswith("arxiv:"):
        return f"[{id}](https://arxiv.org/abs/{id[6:]})"
    return f"[doi:{id}](https://doi.org/{urllib.parse.quote(id, safe='/()')})"


def checked(path=CHECKED) -> dict[str, dict[str, str]]:
    """What was looked up, by what tells the works apart."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["work"] or row["id"].lower(): row for row in csv.DictReader(file)}


def problems(texts: dict[str, str], papers: str, rows: dict[str, dict[str, str]]) -> list[str]:
    """Where the pages and what was looked up part, a line each."""
    wrong, listed, named = [], set(), set()
    for text, back in works(texts, papers):
        listed.update(ids(text))
        named.add(key(text))
        if row := rows.get(key(text)):
            wrong += [f"{back[0]}: {part} {row[part]!r} is not in {text!r}" for part in differing(text, row)]
        else:
            wrong.append(f"{back[0]}: {key(text)} was not looked up: add it to book/references.csv")
    everywhere = {id for text in [*texts.values(), papers] for id in ids(text)}
    wrong += [f"{id} is cited outside of a list of references" for id in sorted(everywhere - listed)]
    waiting = {name for name, row in rows.items() if row.get("chapter") and row["chapter"] not in texts}
    wrong += [f"{name} is in book/references.csv and nowhere cited" for name in sorted(rows.keys() - named - waiting)]
    wrong += [f"{name}: it is not said where that was seen" for name, row in rows.items() if not row["seen"]]
    wrong += [f"{page} does not name {quoted(text)}" for text, page in ALSO if quoted(text) not in texts[page]]
    return wrong


def differing(text: str, row: dict[str, str]) -> list[str]:
    """Which of title, author and year are not as looked up. A page may leave out a subtitle."""
    shown, known = plain(quoted(text)), plain(row["title"])
    found = [] if known.startswith(shown or "-") or row["title"] in text else ["title"]
    found += [] if row["author"].lower() in text.lower() else ["author"]
    return found + ([] if row["year"] in text else ["year"])
