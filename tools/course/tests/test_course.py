"""The preprocessor as mdBook runs it, and the pages that it fills."""

import json
import pathlib
import re
import subprocess
import sys

import course
import pages

PROGRAM = pathlib.Path(course.__file__)


def run(*arguments, text=""):
    return subprocess.run([sys.executable, str(PROGRAM), *arguments], input=text, capture_output=True, text=True, timeout=60)


def test_it_fills_marks_wherever_they_stand():
    inner = {"Chapter": {"content": "<!-- course: plan-table -->\n", "sub_items": []}}
    book = {"items": ["Separator", {"Chapter": {"content": "a <!-- course: plan-figure --> b", "sub_items": [inner]}}]}
    filled = json.loads(run(text=json.dumps([{}, book])).stdout)
    outer = filled["items"][1]["Chapter"]
    assert outer["content"].startswith('a <figure class="course-plan"><svg role="img"')
    assert outer["sub_items"][0]["Chapter"]["content"].startswith("| chapter |")


def test_it_is_for_html_alone():
    assert run("supports", "html").returncode == 0
    assert run("supports", "notebook").returncode == 1


def test_every_mark_of_the_book_has_a_meaning_and_every_meaning_a_mark():
    text = "".join(path.read_text(encoding="utf-8") for path in pages.SOURCE.glob("*.md"))
    assert sorted(re.findall(r"<!-- course: ([\w-]+) -->", text)) == sorted(course.parts())
