"""Where the runner's modules are, and a notebook on disk."""

import pathlib
import sys

import nbformat
import pytest

from cells import notebook

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))


@pytest.fixture
def write(tmp_path):
    """Write a notebook into the test's folder and return its path."""

    def write_it(name, *cells, **metadata):
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(notebook(*cells, **metadata), path)
        return path

    return write_it
