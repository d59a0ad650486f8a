"""Glossary and notation lead to pages that hold what they say."""

import re

import pytest

import pages

GLOSSARY = (pages.SOURCE / "glossary.md").read_text(encoding="utf-8")
NOTATION = (pages.SOURCE / "appendix-a-notation.md").read_text(encoding="utf-8")
QUESTIONS = (pages.SOURCE / "appendix-b-questions.md").read_text(encoding="utf-8")
ENTRY = re.compile(r"^- \*\*(?P<term>[^*]+)\*\* \((?P<chinese>[^)]+)\): (?P<says>.+) \[chapter \d+\]\((?P<page>[\w-]+)\.md#(?P<anchor>[\w-]+)\)$", re.M)


def entries():
    return [match.groupdict() for match in ENTRY.finditer(GLOSSARY)]


def words(text):
    """As terms are compared: small letters, one kind of dash and of spelling."""
    return re.sub(r"[\s*-]+", " ", text.lower()).replace("–", " ")


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["term"])
def test_a_term_is_in_the_section_to_which_it_leads(entry):
    text = (pages.SOURCE / f"{entry['page']}.md").read_text(encoding="utf-8")
    assert entry["anchor"] in pages.headings(text)
    stem = words(entry["term"])
    assert stem in words(pages.section(text, entry["anchor"]))
    assert re.search(r"[\u4e00-\u9fff]", entry["chinese"])


def test_the_glossary_is_in_order_and_every_line_of_it_was_read():
    terms = [entry["term"].lower() for entry in entries()]
    assert len(terms) == GLOSSARY.count("\n- ") > 50
    assert terms == sorted(terms) and len(set(terms)) == len(terms)


@pytest.mark.parametrize("text", [NOTATION, QUESTIONS], ids=["notation", "questions"])
def test_links_of_an_appendix_lead_to_headings(text):
    links = re.findall(r"\]\(([\w-]+)\.md(?:#([\w-]+))?\)", text)
    assert links
    for page, anchor in links:
        target = (pages.SOURCE / f"{page}.md").read_text(encoding="utf-8")
        assert not anchor or anchor in pages.headings(target) or f'id="{anchor}"' in target or page == "appendix-c-ledger", (page, anchor)


def rows(text):
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line.startswith("| $")]


@pytest.mark.parametrize("row", rows(NOTATION), ids=lambda row: row[0])
def test_a_symbol_is_in_the_section_to_which_it_leads(row):
    page, anchor = re.search(r"\]\(([\w-]+)\.md#([\w-]+)\)", row[-1]).groups()
    section = pages.section((pages.SOURCE / f"{page}.md").read_text(encoding="utf-8"), anchor).replace(" ", "")
    for symbol in re.findall(r"\$([^$]+)\$", row[0]):
        assert symbol.replace(" ", "") in section, symbol


QUESTION = re.compile(r"^## (\d)\. .+\n\n\*S3 §(9\.\d)\*", re.M)


def test_every_question_of_s3_is_answered_with_a_chapter_and_its_rows():
    assert QUESTION.findall(QUESTIONS) == [(str(n), f"9.{n}") for n in range(1, 6)]
    ledger = (pages.SOURCE / "appendix-c-ledger-table.md").read_text(encoding="utf-8")
    for part in QUESTIONS.split("\n## ")[1:]:
        if part.startswith("How these"):
            continue
        cited = re.findall(r"appendix-c-ledger\.md#(S3-[\w.-]+)", part)
        assert cited and all(f'id="{row}"' in ledger for row in cited)
        assert re.search(r"\]\(\d\d-[\w-]+\.md|chapter \d+", part)
        assert re.search(r"\d", re.sub(r"\([^)]*\)", "", part.split("\n", 1)[1]))
