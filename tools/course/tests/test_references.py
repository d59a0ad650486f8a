"""The works that the book cites, against what was looked up of them."""

import pages
import references

PAPERS = (pages.SOURCE / references.PAPERS).read_text(encoding="utf-8")
PAGE = """# One

## References

1. A. B. Early and C. Late, "On one: a start", *Journal* 1 (1901), 1–2. [doi:10.1/a(b)1](https://doi.org/10.1/a%28b%291)
2. D. Book, *The Book*,
   Press 1999. Its chapter 3 says more.
3. E. Net and others, "Nets", *ICML 2015*. [arXiv:1502.00001](https://arxiv.org/abs/1502.00001)
"""
ROWS = {
    "10.1/a(b)1": {"id": "10.1/A(b)1", "work": "", "author": "Early", "year": "1901", "title": "On One: a start", "seen": "x"},
    "book 1999": {"id": "10.1/book", "work": "book 1999", "author": "Book", "year": "1999", "title": "The Book: All", "seen": "x"},
    "arxiv:1502.00001": {"id": "arXiv:1502.00001", "work": "", "author": "Net", "year": "2015", "title": "Nets", "seen": "not found"},
}


def problems(monkeypatch, page=PAGE, rows=ROWS, papers=""):
    monkeypatch.setattr(references, "ALSO", [])
    return references.problems({"01-one": page}, papers, rows)


def test_every_work_was_looked_up_and_every_row_is_cited():
    assert references.problems(pages.chapters(), PAPERS, references.checked()) == []


def test_the_list_has_every_number_of_the_pages():
    texts = pages.chapters()
    listed = set(references.ids(references.listing(texts, PAPERS, references.checked())))
    everywhere = {id for text in [*texts.values(), PAPERS] for id in references.ids(text)}
    assert len(everywhere) > 50
    assert everywhere <= listed
    rows = references.checked().values()
    own = {row["id"].lower() for row in rows if row["work"] and row["id"] and not row["chapter"]}
    assert listed - everywhere == own


def test_works_are_read_from_lists_and_from_the_papers(monkeypatch):
    assert problems(monkeypatch) == []
    # A DOI may have brackets of its own.
    papers = '| <a id="Net-2015"></a>**Net-2015** E. Net, "Nets", [arXiv:1502.00001](https://arxiv.org/abs/1502.00001), Table 1 | a | b |\n'
    papers += papers.replace("Net-2015", "Early-1901").replace("arXiv:1502.00001](https://arxiv.org/abs/1502.00001)", "doi:10.1/a(b)1](https://doi.org/10.1/a(b)1)")
    found = references.works({"01-one": PAGE}, papers)
    assert [references.key(text) for text, _ in found] == ["book 1999", "10.1/a(b)1", "arxiv:1502.00001"]
    assert found[0][0] == "D. Book, *The Book*, Press 1999."
    assert found[1][1] == ["[1](01-one.md#references)", "[C](appendix-c-ledger.md#Early-1901)"]
    assert found[2][1] == ["[1](01-one.md#references)", "[C](appendix-c-ledger.md#Net-2015)"]


def test_what_differs_is_named(monkeypatch):
    assert "author 'Early' is not in" in problems(monkeypatch, PAGE.replace("Early", "Earley"))[0]
    assert "title 'On One: a start' is not in" in problems(monkeypatch, PAGE.replace("On one", "On none"))[0]
    assert "year '1901' is not in" in problems(monkeypatch, PAGE.replace("1901", "1902"))[0]
    [added] = problems(monkeypatch, PAGE + "4. F. New, *New*, Press 2000.\n")
    assert added == "[1](01-one.md#references): new 2000 was not looked up: add it to book/references.csv"
    [gone] = problems(monkeypatch, PAGE.split("3. ")[0])
    assert gone == "arxiv:1502.00001 is in book/references.csv and nowhere cited"
    late = ROWS | {"x 2000": {"id": "", "work": "x 2000", "chapter": "02-two", "seen": "x"}}
    assert problems(monkeypatch, rows=late) == []
    [overdue] = problems(monkeypatch, rows=late | {"x 2000": late["x 2000"] | {"chapter": "01-one"}})
    assert overdue == "x 2000 is in book/references.csv and nowhere cited"
    [outside] = problems(monkeypatch, PAGE.replace("# One", "# One\n\n[x](https://doi.org/10.5/x)"))
    assert outside == "10.5/x is cited outside of a list of references"


def test_the_list_links_back_and_says_what_was_not_found(monkeypatch):
    monkeypatch.setattr(references, "ALSO", [])
    book, article, net = references.listing({"01-one": PAGE}, "", ROWS).splitlines()
    assert book == "- D. Book, *The Book*, Press 1999. [doi:10.1/book](https://doi.org/10.1/book). Cited in [1](01-one.md#references)."
    assert article.endswith("[doi:10.1/a(b)1](https://doi.org/10.1/a%28b%291). Cited in [1](01-one.md#references).")
    assert "(found in no other bibliography). Cited in" in net
