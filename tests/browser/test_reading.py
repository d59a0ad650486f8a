"""The built book for all kinds of readers: on paper, on a phone, by keyboard, in five colours, by search."""

import json
import pathlib
import re

import axe_playwright_python
import pytest

from conftest import BOOK

CHAPTERS = sorted(p.stem for p in BOOK.glob("[0-9][0-9]-*.html"))
APPENDICES = ["appendix-a-notation", "appendix-b-questions", "appendix-d-references", "glossary", "course-plan", "instructors"]
PAGES = ["index", "sources", "appendix-c-ledger", *APPENDICES, *CHAPTERS]
THEMES = ["light", "rust", "coal", "navy", "ayu"]


def themed(open_page, theme, **options):
    watched = open_page(**options)
    watched.page.add_init_script(f"localStorage.setItem('mdbook-theme', '{theme}')")
    return watched


@pytest.mark.parametrize("chapter, theme", [(c, THEMES[i % len(THEMES)]) for i, c in enumerate(PAGES)])
def test_paper_cuts_nothing_and_is_light(chapter, theme, book_url, open_page):
    page = themed(open_page, theme, width=680).page
    page.goto(f"{book_url}/{chapter}.html")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    found = page.evaluate(
        """() => {
            const cut = [...document.querySelectorAll('main pre, main pre > code, main .table-wrapper, .notebook-table')]
                .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2)
                .map(e => e.textContent.slice(0, 80));
            const closed = document.querySelectorAll('main details:not([open])').length;
            const style = getComputedStyle(document.documentElement);
            const code = document.querySelector('main pre > code');
            return { cut, closed, paper: style.backgroundColor, ink: getComputedStyle(document.querySelector('main p')).color,
                code: code ? getComputedStyle(code).backgroundColor : 'rgb(246, 247, 246)' };
        }"""
    )
    assert found["cut"] == []
    assert found["closed"] == 0, "what is folded is not printed"
    assert (found["paper"], found["ink"], found["code"]) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(246, 247, 246)")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_figures_on_a_phone_are_legible(chapter, book_url, open_page):
    page = open_page(360, 740).page
    page.goto(f"{book_url}/{chapter}.html", wait_until="networkidle")
    found = page.evaluate(
        """() => [...document.querySelectorAll('.notebook-figure > svg')].filter(svg => svg.getBoundingClientRect().width).map(svg => {
            const [, , wide, high] = svg.getAttribute('viewBox').split(' ').map(Number);
            const box = svg.getBoundingClientRect();
            const scale = Math.min(box.width / wide, box.height / high);
            const texts = [...svg.querySelectorAll('text')];
            const panels = [...svg.querySelectorAll(':scope > .panel')].map(p => p.getBoundingClientRect());
            // What lies around the figure cuts nothing of it; the figure's own box may, and then says so.
            let cut = '';
            for (let e = svg.parentElement.parentElement; e && e !== document.body; e = e.parentElement) {
                const [at, own] = [e.getBoundingClientRect(), svg.parentElement.getBoundingClientRect()];
                if (getComputedStyle(e).overflowX !== 'visible' && (own.left < at.left - 1 || own.right > at.right + 1)) cut = e.className || e.localName;
            }
            const out = texts.filter(t => { const b = t.getBoundingClientRect(); return b.width && (b.right > box.right + 1 || b.left < box.left - 1); });
            return {
                what: svg.getAttribute('aria-label').slice(0, 60),
                least: Math.min(...texts.map(t => parseFloat(t.getAttribute('font-size')) * scale)),
                beside: panels.some((p, i) => i && p.top < panels[i - 1].bottom - 1),
                cut,
                out: out.map(t => t.textContent),
            };
        })"""
    )
    for figure in found:
        assert figure["least"] >= 8, figure
        assert not figure["beside"], figure
        assert figure["out"] == [] and figure["cut"] == "", figure


def test_the_panels_stand_side_by_side_again_on_a_wide_page(book_url, open_page):
    page = open_page(1280, 900).page
    page.goto(f"{book_url}/02-perceptron.html", wait_until="networkidle")
    svg = page.locator(".notebook-figure > svg:has(> .panel ~ .panel)").first
    before = svg.get_attribute("viewBox")
    page.set_viewport_size({"width": 360, "height": 740})
    svg.and_(page.locator(".stacked")).wait_for()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function("!document.querySelector('svg.stacked')")
    places = "svg => [svg.getAttribute('viewBox'), ...[...svg.querySelectorAll(':scope > *')].map(e => e.getAttribute('transform'))]"
    assert svg.evaluate(places)[0] == before
    assert all("translate" not in (t or "") for t in svg.evaluate(places)[1:])


def test_the_ledger_is_a_card_a_claim_with_the_verdict_first(book_url, open_page):
    page = open_page(360, 740).page
    page.goto(f"{book_url}/appendix-c-ledger.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    rows, count = page.locator(".ledger tbody tr:visible"), page.locator(".ledger-filters output")
    chapters = page.locator("[name=chapter] option").evaluate_all("options => options.map(o => o.value)")
    assert page.locator("[name=chapter]").input_value() == chapters[1] != "", "a phone opens on one chapter"
    assert 0 < rows.count() < page.locator(".ledger tbody tr").count() / 2
    page.select_option("[name=chapter]", "")
    row = page.locator(".ledger tbody tr").nth(20)
    boxes = [cell.bounding_box() for cell in row.locator("td").all()]
    verdict, claim = boxes[3], boxes[0]
    assert verdict["y"] < claim["y"] and 0 <= verdict["x"] and verdict["x"] + verdict["width"] <= 360

    total = rows.count()
    assert total == page.locator(".ledger tbody tr").count()
    page.select_option("[name=verdict]", "corrected")
    corrected = rows.count()
    assert 0 < corrected < total
    assert set(rows.locator("td:nth-child(4) em:first-child").all_inner_texts()) == {"corrected"}
    page.select_option("[name=chapter]", "2")
    assert 0 < rows.count() < corrected
    assert count.inner_text() == f"{rows.count()} of {total} claims"
    assert all(text.startswith("S0-4.2") for text in rows.locator("td:first-child strong").all_inner_texts())
    # A link to a row shows it, on the page as it stands and on one that opens there.
    last = page.locator(".ledger tbody tr [id]").last.get_attribute("id")
    for opened in (page, open_page(360, 740).page):
        opened.goto(f"{book_url}/appendix-c-ledger.html#{last}")
        shown = opened.locator(f"[id='{last}']").locator("xpath=ancestor::tr")
        assert shown.is_visible() and shown.evaluate("e => e.getBoundingClientRect().top < innerHeight")
        assert opened.locator(".ledger tbody tr:visible").count() < total, "and its chapter only"


def test_what_papers_report_is_a_card_a_number_with_the_verdict_first(book_url, open_page):
    watched = open_page(360, 740)
    page = watched.page
    page.goto(f"{book_url}/appendix-c-ledger.html")
    rows = page.locator(".papers tbody tr")
    verdicts = 0
    for row in rows.all():
        cells = [(cell, cell.bounding_box()) for cell in row.locator("td").all()]
        shown = [box for _, box in cells if box]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in shown), row.inner_text()
        assert row.locator("td").nth(1).inner_text() and row.locator("td").nth(3).inner_text()
        if verdict := cells[4][1]:
            assert verdict["y"] == min(box["y"] for box in shown)
            verdicts += 1
    assert verdicts == page.locator(".papers tbody [id]").count() > 3
    rows.first.scroll_into_view_if_needed()
    watched.shot("papers-phone")


def test_without_scripts_the_ledger_is_whole_and_sources_are_linked(book_url, open_page):
    page = open_page(360, 740, java_script_enabled=False).page
    page.goto(f"{book_url}/appendix-c-ledger.html")
    assert page.locator(".ledger tbody tr").count() == page.locator(".ledger tbody tr:visible").count() > 200
    page.goto(f"{book_url}/05-descent.html")
    assert page.locator("main a[href='sources.html#s1']").count() > 5


@pytest.mark.parametrize("page", PAGES)
def test_each_mention_of_a_source_says_what_it_is(page):
    text = (BOOK / f"{page}.html").read_text()
    main = text.split("<main>", 1)[1].split("</main>", 1)[0]
    bare = re.sub(r"<(a|code|pre|svg|math|script|summary|legend|caption|h[1-4])\b.*?</\1>", "", main, flags=re.S)
    bare = re.sub(r"<[^>]*>", " ", bare)
    if page != "sources":
        assert re.findall(r"\bS[0-4]\b(?![-\w])", bare) == []
    for name, title in re.findall(r'class="source" href="sources\.html#(s\d)" title="([^"]*)"', main):
        assert title.startswith(f"{name.upper()}: ")


def test_the_page_of_sources_names_the_chapters_that_use_them():
    sources = (BOOK / "sources.html").read_text()
    for name in ("s0", "s1", "s2", "s3", "s4"):
        section = re.search(rf'<h2 id="{name}">.*?(?=<h2|</main>)', sources, re.S)[0]
        linked = set(re.findall(r'href="(\d\d-[\w-]+)\.html"', section))
        used = {c for c in CHAPTERS if c != "00-start" and f"sources.html#{name}" in (BOOK / f"{c}.html").read_text()}
        assert linked == used, name


def search(page, words):
    page.keyboard.press("/")
    page.locator("#mdbook-searchbar").fill("")
    page.locator("#mdbook-searchbar").press_sequentially(words)
    page.locator("#mdbook-searchresults-header", has_text=words).wait_for()
    return page.locator("#mdbook-searchresults li a").all_inner_texts()


def test_search_finds_words_and_the_index_is_small(book_url, open_page):
    [index] = BOOK.glob("searchindex-*.js")
    assert index.stat().st_size < 500_000
    text = index.read_text()
    assert not re.search(r"\\\\(frac|cdot|eta|theta)\b|mathcal", text), "TeX in the index"
    watched = open_page()
    page = watched.page
    page.goto(f"{book_url}/index.html", wait_until="networkidle")
    assert "Gradient descent » The banana" in search(page, "banana")
    assert any("perceptron" in hit for hit in search(page, "separable"))
    assert watched.complaints == []


def test_chapters_and_appendices_have_their_numbers(book_url, open_page):
    page = open_page().page
    page.goto(f"{book_url}/02-perceptron.html")
    assert page.locator("main h1").inner_text() == "Chapter 2. The perceptron"
    assert page.locator("h1").count() == 1
    sidebar = page.locator("#mdbook-sidebar").inner_text()
    assert "C. Every claim, checked" in sidebar and not re.search(r"\b(19|2\d)\. ", sidebar)
    href = page.locator(".page-links a[download]").get_attribute("href")
    notebook = page.request.get(f"{book_url}/{href}")
    assert notebook.ok and json.loads(notebook.text())["nbformat"] == 4
    page.goto(f"{book_url}/appendix-c-ledger.html")
    assert page.locator("main h1").inner_text() == "Appendix C. Every claim, checked"


def test_the_first_tab_stop_skips_to_the_page(book_url, open_page):
    page = open_page().page
    page.goto(f"{book_url}/02-perceptron.html")
    page.keyboard.press("Tab")
    link = page.locator(".skip-link")
    assert link.evaluate("e => e === document.activeElement")
    box = link.bounding_box()
    assert box["y"] >= 0, "it shows when it has the focus"


CUT = """boxes => boxes.filter(b => b.scrollWidth > b.clientWidth + 1 && getComputedStyle(b).overflowX !== 'visible')
    .map(b => [b.textContent.trim().slice(0, 60), b.classList.contains('cut-end'), b.tabIndex, getComputedStyle(b).maskImage !== 'none'])"""


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_formulas_are_whole_and_what_is_cut_fades_and_takes_the_focus(name, book_url, open_page):
    page = open_page(360, 740).page
    page.goto(f"{book_url}/{name}.html", wait_until="networkidle")
    assert page.locator("main .katex-display").evaluate_all(CUT) == [], "break it in the source"
    for what, *signs in page.locator("main :is(.table-wrapper, .notebook-table, pre, pre > code):visible").evaluate_all(CUT):
        assert signs == [True, 0, True], what


def test_a_formula_that_is_cut_says_so(book_url, open_page):
    page = open_page(360, 740).page
    page.goto(f"{book_url}/05-descent.html", wait_until="networkidle")
    formula = page.locator("main .katex-display").first
    formula.evaluate("e => { e.style.fontSize = '3em'; dispatchEvent(new Event('resize')); }")
    page.wait_for_function("document.querySelector('main .katex-display').classList.contains('cut-end')")
    assert [signs for _, *signs in formula.evaluate_all(CUT)] == [[True, 0, True]]


@pytest.mark.parametrize("theme", THEMES)
def test_figures_have_no_box_and_use_the_font_of_the_page(theme, book_url, open_page):
    page = themed(open_page, theme).page
    page.goto(f"{book_url}/05-descent.html")
    found = page.evaluate(
        """() => {
            const figure = document.querySelector('main figure svg');
            const paper = getComputedStyle(figure.querySelector('.paper')).fill;
            return { clear: /, 0\\)$/.test(paper) || paper === 'none', paper,
                font: getComputedStyle(figure.querySelector('text')).fontFamily === getComputedStyle(document.querySelector('main p')).fontFamily };
        }"""
    )
    assert found["font"]
    assert found["clear"] or (theme == "light" and found["paper"] == "rgb(255, 255, 255)"), found["paper"]


AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
SERIOUS = """async ([context, options]) => (await axe.run(context ?? document, { resultTypes: ['violations'], ...options })).violations
    .filter(violation => ['critical', 'serious'].includes(violation.impact))
    .flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`))"""


@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_stands_in_anybodys_way(name, book_url, open_page):
    page = themed(open_page, "light").page
    page.goto(f"{book_url}/{name}.html")
    page.evaluate(AXE)
    assert page.evaluate(SERIOUS, [None, {}]) == []


# A theme changes nothing but colours, so in the others only these are looked at. Text that has the same ink, ground, size and
# weight is looked at once: pages have thousands of words and few such kinds.
KINDS = """() => {
    const seen = new Set();
    for (const old of document.querySelectorAll('[data-kind]')) old.removeAttribute('data-kind');
    const ground = e => {
        for (; e; e = e.parentElement) {
            const style = getComputedStyle(e);
            if (style.backgroundImage !== 'none') return style.backgroundImage;
            if (!/, 0\\)$/.test(style.backgroundColor)) return style.backgroundColor;
        }
    };
    for (const e of document.body.querySelectorAll('*')) {
        if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
        const style = getComputedStyle(e);
        const kind = [style.color, ground(e), style.fontSize, style.fontWeight, style.opacity].join();
        if (!seen.has(kind)) e.dataset.kind = seen.add(kind).size;
    }
    return seen.size;
}"""


@pytest.mark.parametrize("name", PAGES)
def test_text_stands_out_from_its_ground_in_every_theme(name, book_url, open_page):
    page = themed(open_page, "light").page
    page.goto(f"{book_url}/{name}.html")
    page.evaluate("document.querySelectorAll('main details').forEach(e => { e.open = true; })")
    page.evaluate(AXE)
    for theme in THEMES:
        page.evaluate("theme => document.getElementById(`mdbook-theme-${theme}`).click()", theme)
        page.wait_for_function("theme => document.documentElement.classList.contains(theme)", arg=theme)
        assert page.evaluate(KINDS) > 5
        assert page.evaluate(SERIOUS, [{"include": [["[data-kind]"]]}, {"runOnly": ["color-contrast"]}]) == [], theme
