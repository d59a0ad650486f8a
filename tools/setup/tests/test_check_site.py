"""What the check of the built book finds, on sites of a page or two."""

import pathlib
import random
import subprocess
import sys

import pytest

CHECKER = pathlib.Path(__file__).resolve().parents[1] / "check_site.py"
PAGE = "<!doctype html><head><base href='{base}'></head><body><h1 id=top-of-it>One</h1>{body}</body>"


@pytest.fixture
def check(tmp_path):
    """Write a site and return what the check says of it, without the last line."""

    def run(body, base="", **others):
        files = {"index.html": PAGE.format(body=body, base=base).encode(), "two words.html": b"<p id='a b'>x</p>"}
        files |= {"style.css": b"p { background: url('dot.png') }", "dot.png": b"", "part/index.html": b"<p id=p>y</p>"}
        files |= {name.replace("__", "."): content for name, content in others.items()}
        for name, content in files.items():
            path = tmp_path / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        command = [sys.executable, str(CHECKER), str(tmp_path / "site")]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert ran.returncode == bool(ran.stderr), ran.stderr
        return ran.stderr.splitlines()

    return run


@pytest.mark.parametrize(
    "body",
    [
        "<a href='#top-of-it'>x</a> <a href='#'>x</a> <a href='index.html#top-of-it'>x</a> <a href=''>x</a>",
        "<a href='two%20words.html#a%20b'>x</a> <a href='part/'>x</a> <a href='part/index.html?q=1#p'>x</a>",
        "<a href='https://example.org/none'>x</a> <a href='mailto:a@b.c'>x</a> <img src='data:image/png;base64,AA'>",
        "<img src=dot.png srcset='dot.png 1x, dot.png 2x'><label for=i>x</label><input id=i aria-describedby='i top-of-it'>",
        "<svg><defs><clipPath id=c /></defs><g clip-path='url(#c)'><use href='#c'/></g></svg>",
        "<code>&lt;a href=none.html&gt;</code><script>'<a href=none.html>'</script><style>p { fill: url(dot.png) }</style>",
    ],
)
def test_what_leads_somewhere_passes(check, body):
    assert check(body) == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<a href='none.html'>x</a>", "index.html:1: none.html: there is no such file"),
        ("\n<a href='none.html'>x</a>", "index.html:2: none.html: there is no such file"),
        ("<a href='two words.html#c'>x</a>", "#c: there is no such place in two words.html"),
        ("<a href='#none'>x</a>", "#none: there is no such place in index.html"),
        ("<img src='none.png'>", "none.png: there is no such file"),
        ("<img srcset='dot.png 1x, none.png 2x'>", "none.png: there is no such file"),
        ("<label for='none'>x</label>", "#none: there is no such place"),
        ("<p style='background: url(none.png)'>x</p>", "none.png: there is no such file"),
        ("<style>p { background: url(\"none.png\") }</style>", "none.png: there is no such file"),
        ("<svg><g clip-path='url(#none)'/></svg>", "#none: there is no such place"),
        ("<a href='../outside.html'>x</a>", "it leaves the book's folder"),
        ("<p id='top-of-it'>x</p>", "index.html: the id `top-of-it` stands 2 times"),
    ],
)
def test_what_leads_nowhere_is_named(check, body, says):
    (line,) = check(body)
    assert says in line


def test_style_sheets_and_pages_in_folders_are_read(check):
    deep = b"<a href='../index.html#top-of-it'>x</a><a href='../none.html'>x</a>"
    lines = check("", **{"part/deep__html": deep, "wrong__css": b"p { background: url(none.png) }"})
    assert lines == ["part/deep.html:1: ../none.html: there is no such file", "wrong.css:0: none.png: there is no such file"]


def test_a_base_counts(check):
    deep = PAGE.format(base="/", body="<a href='style.css'>x</a>").encode()
    assert check("", **{"part/deep__html": deep}) == []


def test_what_a_reader_would_wait_for_is_named(check):
    noise = random.Random(1).randbytes(1_100_000)
    (line,) = check("", **{"noise__js": noise, "even__js": b" " * 5_000_000})
    assert line.startswith("noise.js: 1,1") and "more than 1,000,000" in line


def test_without_a_book_there_is_nothing_to_check(tmp_path):
    ran = subprocess.run([sys.executable, str(CHECKER), str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 1 and "run `make book`" in ran.stderr


def test_links_into_the_library_s_documentation_are_followed_and_its_own_are_rustdoc_s(check):
    files = {"api/downhill/index.html": b"<a href='#none'>x</a><p id=p>y</p>"}
    assert check("<a href='api/downhill/index.html#p'>x</a>", **files) == []
    assert check("<a href='api/downhill/none.html'>x</a>", **files) == [
        "index.html:1: api/downhill/none.html: there is no such file"
    ]
