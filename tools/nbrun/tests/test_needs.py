"""Cells that need a file which may not be there: see `needs=PATH` in the book's tool."""

import nbrun
from cells import code, notebook, stdout


def cells(output):
    asks = code("asks", "read();", *([stdout(output)] if output else []))
    asks.metadata["mdbook_notebook"] = {"needs": "../data/images"}
    return notebook(asks, code("other", "println!();", stdout(f"{output} once more")))


def outcome(folder, kept, fresh):
    notebooks = cells(kept), cells(fresh)
    without = nbrun.keep_what_cannot_be_made(*notebooks, folder / "notebooks")
    return without, [cell.outputs[0].text for cell in notebooks[1].cells]


def test_without_its_file_a_cell_keeps_what_it_printed_and_others_do_not(tmp_path):
    (tmp_path / "notebooks").mkdir()
    without, texts = outcome(tmp_path, "90 %", "no file")
    assert without == {"asks": "../data/images"}
    assert texts == ["90 %", "no file once more"]


def test_a_cell_that_never_printed_anything_gets_what_there_is(tmp_path):
    (tmp_path / "notebooks").mkdir()
    assert outcome(tmp_path, "", "no file") == ({}, ["no file", "no file once more"])


def test_with_its_file_it_is_a_cell_like_any_other(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data" / "images").mkdir(parents=True)
    assert outcome(tmp_path, "90 %", "91 %") == ({}, ["91 %", "91 % once more"])
