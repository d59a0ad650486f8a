"""The built page: figures, typeset mathematics, no console errors, a stepping animation, a phone."""

import json
import re

import pytest

from conftest import BOOK, NOTEBOOKS

CHAPTERS = sorted(p.stem for p in NOTEBOOKS.glob("*.ipynb") if (BOOK / f"{p.stem}.html").exists())
THEMES = {"light": False, "navy": True}


def figures_of(chapter: str) -> int:
    notebook = json.loads((NOTEBOOKS / f"{chapter}.ipynb").read_text())
    return sum(
        "image/svg+xml" in output.get("data", {})
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
    )


def test_there_are_chapters():
    assert "02-perceptron" in CHAPTERS


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_page_is_whole(chapter, book_url, open_page):
    watched = open_page()
    page = watched.page
    page.goto(f"{book_url}/{chapter}.html", wait_until="networkidle")

    figures = page.locator("main figure:has(svg)")
    assert figures.count() == figures_of(chapter) > 0
    for figure in figures.all():
        svg = figure.locator("svg").first
        assert len(svg.get_attribute("aria-label") or "") > 20, "a figure without alt text"
        assert figure.locator("figcaption").inner_text().strip(), "a figure without a caption"

    typeset = page.locator("main .katex").count()
    # The pages on how to run cells and how to read a table are the only ones without mathematics.
    assert (typeset > 0) == (chapter not in ("00-start", "own-data"))
    assert page.locator("main .katex-error").count() == 0
    if typeset:
        font = page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px KaTeX_Math'))")
        assert font, "KaTeX's fonts did not load"
    prose = page.evaluate(
        """() => { const copy = document.querySelector('main').cloneNode(true);
            copy.querySelectorAll('pre, code, .katex, svg, script, style').forEach(e => e.remove());
            return copy.textContent; }"""
    )
    assert not re.search(r"\$[^$\n]+\$|\\(frac|cdot|sum|eta|theta)", prose), "mathematics left as source"

    assert watched.complaints == []
    assert watched.strangers == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_figures_read_on_light_and_dark(chapter, theme, book_url, open_page):
    watched = open_page()
    page = watched.page
    page.add_init_script(f"localStorage.setItem('mdbook-theme', '{theme}')")
    page.goto(f"{book_url}/{chapter}.html", wait_until="networkidle")
    assert theme in page.locator("html").get_attribute("class")

    # The contrast between a figure's lettering and what lies behind it, as WCAG counts it.
    contrast = page.locator("main figure svg text").first.evaluate(
        """element => {
            const light = colour => {
                const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
                    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const paper = getComputedStyle(element.closest('svg').querySelector('.paper')).fill;
            const clear = paper === 'none' || /, 0\\)$/.test(paper);
            const behind = clear ? getComputedStyle(document.querySelector('html')).backgroundColor : paper;
            const [a, b] = [light(getComputedStyle(element).fill), light(behind)].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05);
        }"""
    )
    assert contrast >= 4.5, f"lettering has a contrast of {contrast:.1f}"
    watched.shot(f"{chapter}-{theme}")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_page_fits_a_phone(chapter, book_url, open_page):
    watched = open_page(360, 740, is_mobile=True, has_touch=True, device_scale_factor=2)
    page = watched.page
    page.goto(f"{book_url}/{chapter}.html", wait_until="networkidle")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, f"the page is {width} px wide on a phone of 360"
    # A figure whose lettering would be too small scrolls in its box, which shows that it goes on.
    outside = page.locator("main figure svg").evaluate_all(
        """svgs => svgs.filter(svg => svg.getBoundingClientRect().width > 360 && !svg.parentElement.matches('.cut-end'))
            .map(svg => svg.getAttribute('aria-label'))"""
    )
    assert outside == []
    watched.shot(f"{chapter}-phone")


def test_the_animation_steps(book_url, open_page):
    watched = open_page()
    page = watched.page
    page.goto(f"{book_url}/02-perceptron.html", wait_until="networkidle")
    figure = page.locator("main figure:has(.notebook-controls)").first
    frames = figure.locator("svg g.frame")
    total = frames.count()
    assert total == 12, "one frame for each weight vector of AND"

    def shown():
        visible = [i for i in range(total) if frames.nth(i).is_visible()]
        assert len(visible) == 1, visible
        return visible[0]

    slider, position = figure.locator("input[type=range]"), figure.locator(".notebook-position")
    slider.fill("1")
    assert shown() == 0
    first = position.inner_text()
    figure.locator(".notebook-next").click()
    assert shown() == 1
    assert position.inner_text() != first
    figure.locator(".notebook-previous").click()
    assert shown() == 0
    slider.focus()
    page.keyboard.press("End")
    assert shown() == total - 1
    assert figure.locator(".notebook-next").is_disabled()
    assert watched.complaints == []
