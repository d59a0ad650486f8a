"""A notebook on disk: reading it strictly, the hash of its cells, and writing it back in one piece."""

import hashlib
import json
import os
import pathlib
import tempfile

import nbformat
from nbformat.validator import iter_validate

MINIMUM = (4, 5)


class BadNotebook(Exception):
    """The file is not a notebook that the runner takes."""


def read(path: pathlib.Path) -> nbformat.NotebookNode:
    """Read and validate a notebook; cells must have their own, unique ids."""
    try:
        text = path.read_text(encoding="utf-8")
        raw = json.loads(text)
    except FileNotFoundError:
        raise BadNotebook("there is no such file") from None
    except IsADirectoryError:
        raise BadNotebook("it is a folder: name the notebooks in it") from None
    except OSError as error:
        raise BadNotebook(f"it cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, ValueError) as error:
        raise BadNotebook(f"not JSON: {error}") from None
    version = (raw.get("nbformat"), raw.get("nbformat_minor")) if isinstance(raw, dict) else (None, None)
    if not all(isinstance(part, int) for part in version) or not MINIMUM <= version < (5, 0):
        raise BadNotebook(f"its format is {version[0]}.{version[1]}; 4.5 or a later 4.x is needed")
    check_valid(raw)
    return nbformat.reads(text, as_version=nbformat.NO_CONVERT)


def check_valid(content: dict) -> None:
    for error in iter_validate(content):
        raise BadNotebook(f"not a valid notebook: {str(error).splitlines()[0]}")
    ids = [cell["id"] for cell in content["cells"]]
    if twice := sorted({id for id in ids if ids.count(id) > 1}):
        raise BadNotebook(f"more than one cell has the id {', '.join(twice)}")


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def sources_hash(notebook: nbformat.NotebookNode) -> str:
    """The hash by which the page's builder knows for which cells the outputs are."""
    return hashlib.sha256("\0".join(cell.source for cell in code_cells(notebook)).encode()).hexdigest()


def mark_executed(notebook: nbformat.NotebookNode) -> None:
    """Tell the page's builder for which cells the outputs are, and which cells have some: it would miss them."""
    ours = notebook.metadata.setdefault("mdbook_notebook", {})
    ours["executed"] = sources_hash(notebook)
    ours["printed"] = [cell.id for cell in code_cells(notebook) if cell.outputs]


def write(notebook: nbformat.NotebookNode, path: pathlib.Path) -> None:
    """Replace the file in one step, so that it is never half a notebook."""
    check_valid(notebook)
    text = nbformat.writes(notebook)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".tmp", delete=False, encoding="utf-8") as file:
        file.write(text if text.endswith("\n") else text + "\n")
    os.chmod(file.name, path.stat().st_mode)
    os.replace(file.name, path)
