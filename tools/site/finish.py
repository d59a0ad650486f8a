"""Finishes the pages that mdBook has written: numbers, links, marks for readers of all kinds, and a search index.

mdBook runs this as the renderer `site`, after `html`, with the book as JSON on standard input. Everything here stands
in the pages themselves, so it works without JavaScript. Running it twice changes nothing.
"""

import html
import json
import pathlib
import re
import shutil
import sys

import search

SOURCE = re.compile(r"\b(S[0-4])\b(?![-\w])")
# What lies inside these elements is not prose.
CLOSED = ("a", "code", "pre", "samp", "svg", "math", "script", "style", "template", "h1", "h2", "h3", "h4", "summary", "legend", "caption")
# The folder of the library's documentation in the site, if `make doc` has built it.
API = "api"
SKIP = '<a class="skip-link" href="#mdbook-content">Skip to the page</a>'


def chapters(items, above=None):
    """All chapters of the book that have a page, with the number that a reader sees."""
    part, letter = None, 0
    for item in items:
        if "PartTitle" in item:
            part = item["PartTitle"]
        chapter = item.get("Chapter")
        if not chapter:
            continue
        number = chapter["number"]
        shown = ".".join(map(str, number)) if number else None
        if number and part == "Appendices":
            shown, letter = chr(ord("A") + letter), letter + 1
        yield {"name": chapter["name"], "number": number, "shown": shown, "part": part, "path": chapter["path"], "text": chapter["content"]}


def titles(text):
    """What a link to a source says when a pointer rests on it: the first sentence of its section."""
    sections = re.findall(r"^## (S\d)\n+\*\*What it is:\*\* ([^.*]+)\.", text, re.M)
    return {name: f"{name}: {what}" for name, what in sections}


def link_sources(page, words, to):
    """Makes each mention of a source in the prose of a page a link to what it is."""
    open_, parts = [], re.split(r"(<!--.*?-->|<[^>]*>)", page, flags=re.S)
    for i, part in enumerate(parts):
        if part.startswith("<"):
            tag = re.match(r"<(/?)([a-zA-Z][\w-]*)", part)
            if tag and tag[2].lower() in CLOSED:
                if tag[1]:
                    if open_ and open_[-1] == tag[2].lower():
                        open_.pop()
                elif not part.endswith("/>"):
                    open_.append(tag[2].lower())
        elif not open_ and part.strip():
            parts[i] = SOURCE.sub(lambda m: link(m[1], words, to), part)
    return "".join(parts)


def link(name, words, to):
    title = html.escape(words.get(name, name), quote=True)
    return f'<a class="source" href="{to}#{name.lower()}" title="{title}">{name}</a>'


def label(chapter):
    if not chapter["shown"]:
        return ""
    kind = "Appendix" if chapter["part"] == "Appendices" else "Chapter"
    return f'<span class="chapter-number">{kind} {chapter["shown"]}.</span> '


def beside(stem, notebooks, api):
    """Where else a page can be had, and what it uses is explained."""
    links = []
    if (notebooks / f"{stem}.ipynb").exists():
        links.append(f'<a href="notebooks/{stem}.ipynb" download>This page as a notebook</a>')
        to = f"{API}/downhill/index.html" if api else "00-start.html#where-to-look-things-up"
        links.append(f'<a href="{to}">The library’s documentation</a>')
    return f'<p class="page-links">{" · ".join(links)}</p>' if links else ""


def finish(page, chapter, words, notebooks, api):
    stem = pathlib.Path(chapter["path"]).stem
    if 'class="skip-link"' in page:
        return page
    page = common(page)
    head, rest = page.split("<main>", 1)
    main, foot = rest.split("</main>", 1)
    if stem != "sources":
        main = link_sources(main, words, "sources.html")
    main = re.sub(
        r"(<h1\b[^>]*>\s*(?:<a\b[^>]*>)?)(.*?</h1>)",
        lambda m: m[1] + label(chapter) + m[2] + beside(stem, notebooks, api),
        main, count=1, flags=re.S,
    )
    return f"{head}<main>{main}</main>{foot}"


def common(page):
    """What every page needs, the one for printing and the one for lost links too."""
    if 'class="skip-link"' in page:
        return page
    page = re.sub(r"<body\b[^>]*>", lambda m: m[0] + SKIP, page, count=1)
    # A page has one first heading, its own. And what opens the sidebar is a button that can be expanded, not a label.
    page = re.sub(r'<h1 class="menu-title">(.*?)</h1>', r'<div class="menu-title">\1</div>', page, count=1)
    return page.replace('<label id="mdbook-sidebar-toggle"', '<label id="mdbook-sidebar-toggle" role="button" tabindex="0"')


def cited(ledger, book):
    """Notes at each section of the ledger which chapters speak of that section."""
    def note(match):
        source = re.sub(r"<[^>]*>", "", match[2]).strip()
        speaks = re.compile(re.escape(source) + r"(?![\d])")
        numbers = [c["shown"] for c in book if c["number"] and c["part"] != "Appendices" and speaks.search(plain(c["text"]))]
        return f'<h2 data-chapters="{" ".join(numbers)}"{match[1]}>{match[2]}</h2>'
    return re.sub(r"<h2(?! data-chapters)([^>]*)>(.*?)</h2>", note, ledger)


def plain(text):
    """Markdown without its links."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)


def renumber(toc, book):
    """Letters for appendices in the sidebar."""
    for chapter in book:
        if chapter["number"] and chapter["part"] == "Appendices":
            old = ".".join(map(str, chapter["number"]))
            name = html.escape(chapter["name"], quote=False)
            toc = toc.replace(f"{old}.</strong> {name}", f'{chapter["shown"]}.</strong> {name}')
    return toc


def copy_api(built, site):
    """Puts the library's documentation into the site; answers whether there is one."""
    shutil.rmtree(site / API, ignore_errors=True)
    if not (built / "downhill" / "index.html").exists():
        return False
    shutil.copytree(built, site / API, ignore=shutil.ignore_patterns(".lock", "*.tmp"))
    return True


def main():
    context = json.load(sys.stdin)
    root = pathlib.Path(context["root"])
    site = pathlib.Path(context["destination"]).parent / "html"
    notebooks = root.parent / "notebooks"
    book = context["book"]
    book = list(chapters(book.get("items") or book["sections"]))
    pages = [c for c in book if c["path"]]
    api = copy_api(root.parent / "target" / "doc", site)
    words = titles(next((c["text"] for c in pages if c["path"] == "sources.md"), ""))

    for chapter in pages:
        name = pathlib.Path(chapter["path"]).with_suffix(".html")
        text = finish((site / name).read_text(), chapter, words, notebooks, api)
        if 'class="ledger"' in text:
            text = cited(text, book)
        (site / name).write_text(text)
    for name in ("index.html", "404.html", "print.html"):
        if (site / name).exists():
            text = (site / name).read_text()
            text = finish(text, pages[0], words, notebooks, api) if name == "index.html" else common(text)
            (site / name).write_text(text)
    for toc in [*site.glob("toc*.js"), *site.glob("toc.html")]:
        toc.write_text(renumber(toc.read_text(), book))

    (site / "notebooks").mkdir(exist_ok=True)
    for notebook in notebooks.glob("*.ipynb"):
        if (site / notebook.name).with_suffix(".html").exists():
            shutil.copy(notebook, site / "notebooks" / notebook.name)

    before, after = search.write(site, [(c["path"], c["name"]) for c in pages])
    print(f"search index: {before // 1000} kB by mdBook, {after // 1000} kB by words", file=sys.stderr)


if __name__ == "__main__":
    main()
