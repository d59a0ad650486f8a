"""Checks the built book: no dead link, anchor or picture, no id twice on a page, nothing too large to load.

    check_site.py book/book/html

Every file is read once. Links that leave the book are not followed: the check works without a network.
"""

import gzip
import html.parser
import pathlib
import re
import sys
import urllib.parse

# What a reader on a slow line waits for, as servers send it.
COMPRESSED_BYTES = 1_000_000
# All pages once more, for the printer: what is linked there is linked on the pages, and mdBook rewrites its anchors.
PRINT = "print.html"
# The library's documentation, whose links rustdoc itself checks: `make doc`. Links of the book into it are followed.
API = "api"

LINKS = {"href", "xlink:href", "src", "poster", "data", "action"}
# An element that mdBook's own template refers to and gives another name.
MDBOOKS_OWN = {"#searchresults-header"}
REFERENCES = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"}
CSS_URL = re.compile(r"""url\(\s*(['"]?)(.*?)\1\s*\)""")


class Page(html.parser.HTMLParser):
    """The links and the ids of one page."""

    def __init__(self, text: str):
        super().__init__()
        self.links: list[tuple[int, str]] = []
        self.ids: dict[str, int] = {}  # and how often
        self.base = ""
        self.style = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        line = self.getpos()[0]
        self.style = tag == "style"
        for name, value in attributes:
            value = value or ""
            if name == "id" or (name == "name" and tag == "a"):
                self.ids[value] = self.ids.get(value, 0) + 1
            elif tag == "base" and name == "href":
                self.base = value
            elif name in LINKS and not (name == "data" and tag != "object"):
                self.links.append((line, value))
            elif name == "srcset":
                self.links += [(line, choice.split()[0]) for choice in value.split(",") if choice.strip()]
            elif name in REFERENCES:
                self.links += [(line, f"#{id}") for id in value.split()]
            elif "url(" in value:
                self.links += [(line, url) for _, url in CSS_URL.findall(value)]

    handle_startendtag = handle_starttag

    def handle_data(self, text):
        if self.style:
            self.links += [(self.getpos()[0], url) for _, url in CSS_URL.findall(text)]

    def handle_endtag(self, tag):
        self.style = False


def check(root: pathlib.Path) -> tuple[int, list[str]]:
    """How many links the site in the folder `root` has, and what is wrong with it, a line each."""
    root = root.resolve()
    files = sorted(path for path in root.rglob("*") if path.is_file())
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in files if path.suffix == ".html"}
    seen, wrong = 0, []
    for path in files:
        name = path.relative_to(root)
        if name.parts[0] == API:
            continue
        compressed = len(gzip.compress(path.read_bytes(), 6))
        if compressed > COMPRESSED_BYTES:
            wrong.append(f"{name}: {compressed:,} bytes compressed, more than {COMPRESSED_BYTES:,}")
        if str(name) == PRINT:
            continue
        if page := pages.get(path):
            wrong += [f"{name}: the id `{id}` stands {times} times" for id, times in page.ids.items() if times > 1]
            links = page.links
        elif path.suffix == ".css":
            links = [(0, url) for _, url in CSS_URL.findall(path.read_text(encoding="utf-8"))]
        else:
            continue
        seen += len(links)
        base = root if path in pages and pages[path].base else path.parent
        dead = ((line, link, dead_end(link, path, base, root, pages)) for line, link in links)
        wrong += [f"{name}:{line}: {link}: {why}" for line, link, why in dead if why]
    return seen, wrong


def dead_end(link: str, path: pathlib.Path, base: pathlib.Path, root: pathlib.Path, pages: dict) -> str | None:
    """Why a link leads nowhere, if it does."""
    url = urllib.parse.urlsplit(link.strip())
    if url.scheme or url.netloc or link in MDBOOKS_OWN:
        return None
    place = urllib.parse.unquote(url.path)
    if place.startswith("/"):
        target = root / place.lstrip("/")
    else:
        target = base / place if place else path
    target = target.resolve()
    if target.is_dir():
        target /= "index.html"
    if not target.is_relative_to(root):
        return "it leaves the book's folder"
    if not target.is_file():
        return "there is no such file"
    fragment = urllib.parse.unquote(url.fragment)
    if fragment in ("", "top"):
        return None
    known = target not in pages or fragment in pages[target].ids
    return None if known else f"there is no such place in {target.name}"


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    if not (root / "index.html").is_file():
        print(f"There is no book in {root}: run `make book`.", file=sys.stderr)
        return 1
    seen, wrong = check(root)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{'Nothing' if not wrong else len(wrong)} wrong in {root} ({seen} links).")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
