"""The search index, from the words of the finished pages.

mdBook indexes every letter of a page: each formula three times over (as MathML, as its TeX source, as KaTeX's own boxes),
all code and output, and the trail of headings once more for each section. Here a section is its heading and its prose, with
the names that stand in it. The index itself is built in the browser when somebody searches, by the library that mdBook brings for that: sent are words only.
"""

import html.parser
import json
import pathlib
import re

SKIPPED = {"script", "style", "svg", "math", "pre", "template", "button", "annotation"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LEVELS = ("h1", "h2", "h3")
# Sections whose words stand elsewhere too: references in their appendix; the course's goals and mistakes in the chapters.
ELSEWHERE = {"references", "goals", "the-usual-mistakes"}

# `searcher.js` loads what stands under `index`; so this makes it, with the same three fields.
BUILD = """(() => {
  const config = JSON.parse('%s');
  const index = elasticlunr(function () {
    this.addField('title'); this.addField('body'); this.addField('breadcrumbs'); this.setRef('id');
  });
  config.doc_urls = [];
  config.pages.forEach(([path, page, sections]) => sections.forEach(([at, title, body]) => {
    const id = String(config.doc_urls.push(`${path}#${at}`) - 1);
    index.addDoc({ id, title, body, breadcrumbs: title === page ? page : `${page} » ${title}` });
  }));
  delete config.pages;
  window.search = Object.assign(window.search, config, { index: index.toJSON() });
})();
"""


class Sections(html.parser.HTMLParser):
    """The sections of a page: id, heading, words."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.stack, self.inside, self.heading = [], [], False, False
        self.elsewhere = False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "main":
            self.inside = True
        if tag in VOID:
            return
        # Of a formula nothing is a word; a class of KaTeX's holds all of it.
        classes = (attributes.get("class") or "").split()
        hidden = tag in SKIPPED or "katex" in classes or "page-links" in classes or "chapter-number" in classes
        self.stack.append((tag, hidden))
        if self.inside and tag in LEVELS and "id" in attributes:
            self.elsewhere = tag != "h1" and attributes["id"] in ELSEWHERE
            if not self.elsewhere:
                self.found.append([attributes["id"], "", ""])
            self.heading = True
        else:
            self.add(" ")

    def handle_endtag(self, tag):
        if tag == "main":
            self.inside = False
        while self.stack:
            top, _ = self.stack.pop()
            if top == tag:
                break
        if tag in LEVELS:
            self.heading = False

    def handle_data(self, data):
        if self.inside and not any(hidden for _, hidden in self.stack) and not self.number(data):
            self.add(data)

    def number(self, data):
        """Whether it is a cell of a table without a word."""
        return any(tag == "td" for tag, _ in self.stack) and not any(c.isalpha() for c in data)

    def add(self, text):
        if self.found and not self.elsewhere:
            self.found[-1][1 if self.heading else 2] += text


def clean(text):
    return re.sub(r"\s+", " ", text).strip()


def sections(page):
    parser = Sections()
    parser.feed(page)
    return [(at, clean(heading), clean(body)) for at, heading, body in parser.found]


def write(site, chapters):
    """Replaces mdBook's index; answers with the sizes before and after."""
    [file] = site.glob("searchindex-*.js")
    old = file.read_text()
    if not old.startswith("window.search"):
        return len(old.encode()), len(old.encode())
    config = json.loads(re.search(r"JSON\.parse\('(.*)'\)", old, re.S)[1].replace("\\'", "'").replace("\\\\", "\\"))
    pages = []
    for path, name in chapters:
        page = pathlib.Path(path).with_suffix(".html").as_posix()
        pages.append((page, name, sections((site / page).read_text())))
    new = {"results_options": config["results_options"], "search_options": config["search_options"], "pages": pages}
    text = json.dumps(new, ensure_ascii=False, separators=(",", ":"))
    file.write_text(BUILD % text.replace("\\", "\\\\").replace("'", "\\'"))
    return len(old.encode()), file.stat().st_size
