"""JupyterLab opens chapter 02, runs all its cells and shows its figures."""

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
