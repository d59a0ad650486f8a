"""JupyterLab opens chapter 02, runs all its cells and shows its figures."""

import base64
import json

from conftest import NOTEBOOKS

NAME = "02-perceptron.ipynb"


def test_runs_the_perceptron_chapter(lab, open_page):
    url, token = lab
    notebook = json.loads((NOTEBOOKS / NAME).read_text())
    code = [c for c in notebook["cells"] if c["cell_type"] == "code" and "".join(c["source"]).strip()]
    figures = sum(
        "image/svg+xml" in output.get("data", {}) for cell in code for output in cell["outputs"]
    )
    assert figures > 0, "the committed notebook has no figures"

    watched = open_page(1280, 1000)
    page = watched.page
    page.goto(f"{url}/lab/tree/{NAME}?token={token}&reset")
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    panel.wait_for(timeout=60_000)
    page.get_by_text("Rust", exact=False).first.wait_for(timeout=60_000)

    # Clear, so that what is seen afterwards was made by this run.
    page.get_by_role("menuitem", name="Edit", exact=True).click()
    page.get_by_role("menuitem", name="Clear Outputs of All Cells").click()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    # Windowed rendering keeps cells out of the page's tree: ask the notebook's own model.
    page.wait_for_function(
        """wanted => {
            const shell = window.jupyterapp?.shell;
            const cells = shell?.currentWidget?.content?.model?.cells;
            if (!cells) return false;
            let done = 0;
            for (let i = 0; i < cells.length; i++) {
                if (cells.get(i).type === 'code' && cells.get(i).executionCount) done++;
            }
            return done >= wanted && shell.currentWidget.sessionContext.session?.kernel?.status === 'idle';
        }""",
        arg=len(code),
        timeout=300_000,
    )
    outputs = page.evaluate(
        """() => {
            const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
            const all = [];
            for (let i = 0; i < cells.length; i++) {
                if (cells.get(i).type === 'code') all.push(...cells.get(i).outputs.toJSON());
            }
            return all;
        }"""
    )
    errors = [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]
    assert not errors, errors
    assert sum("image/svg+xml" in o.get("data", {}) for o in outputs) == figures

    # And a person sees them: the first figure is drawn with a size.
    index = next(
        i for i, cell in enumerate(notebook["cells"])
        if any("image/svg+xml" in o.get("data", {}) for o in cell.get("outputs", []))
    )
    page.evaluate(
        "i => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'center')", index
    )
    image = page.locator(".jp-RenderedSVG img, .jp-RenderedSVG svg").first
    image.wait_for(timeout=20_000)
    box = image.bounding_box()
    assert box and box["width"] > 200 and box["height"] > 150, box
    watched.shot("lab-perceptron")


def test_figures_in_a_dark_theme_are_dark(lab, open_page):
    """Paper as dark as the cell, lettering light, the classes' colours kept."""
    url, token = lab
    watched = open_page(1280, 1000)
    page = watched.page
    page.goto(f"{url}/lab/tree/{NAME}?token={token}&reset")
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)").wait_for(timeout=60_000)
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })")
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    cells = json.loads((NOTEBOOKS / NAME).read_text())["cells"]
    index = next(i for i, c in enumerate(cells) if any("image/svg+xml" in o.get("data", {}) for o in c.get("outputs", [])))
    page.evaluate("i => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'center')", index)
    image = page.locator(".jp-RenderedSVG img").first
    image.wait_for(timeout=20_000)
    image.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    picture = base64.b64encode(image.screenshot()).decode()
    watched.shot("lab-dark")
    shares = page.evaluate(
        """async png => {
            const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
            const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
            canvas.drawImage(picture, 0, 0);
            const pixels = canvas.getImageData(0, 0, picture.width, picture.height).data;
            const near = (at, [r, g, b]) => Math.hypot(pixels[at] - r, pixels[at + 1] - g, pixels[at + 2] - b) < 24;
            const kinds = { white: [255, 255, 255], ground: [17, 17, 17], ink: [214, 219, 225], blue: [0, 114, 178], vermilion: [213, 94, 0] };
            const share = colour => {
                let count = 0;
                for (let at = 0; at < pixels.length; at += 4) count += near(at, colour);
                return count / (pixels.length / 4);
            };
            return Object.fromEntries(Object.entries(kinds).map(([name, colour]) => [name, share(colour)]));
        }""",
        picture,
    )
    assert shares["white"] < 0.001 and shares["ground"] > 0.4, shares
    assert min(shares["ink"], shares["blue"], shares["vermilion"]) > 0.001, shares
