"""How pages are read, on a page of a few lines."""

import pages

PAGE = '''# One & two

You will be able to

- add, as chapters 3 to 5 and 9 do;
- say *why*.

## First `step`

See [chapter 2](02-two.md#why) and chapter 12.

```rust,exercise=add
// # No heading
fn add() {}
```

### Under it

```rust,wrong=add,because="it says \\"no\\", twice",says="x, y"
fn add() { 1 }
```

## First `step`

> [!QUESTION] q
'''


def test_a_page_is_read():
    assert pages.title(PAGE) == "One & two"
    assert pages.headings(PAGE) == ["one--two", "first-step", "under-it", "first-step-1"]
    assert pages.goals(PAGE) == ["add, as chapters 3 to 5 and 9 do;", "say *why*."]
    assert pages.exercises(PAGE) == [("add", "First `step`")]
    assert pages.wrong_answers(PAGE) == [("add", 'it says "no", twice')]
    assert pages.questions(PAGE) == 1


def test_a_section_ends_at_the_next_heading_of_its_rank():
    section = pages.section(PAGE, "first-step")
    assert section.startswith("## First `step`\n") and "### Under it" in section
    assert "[!QUESTION]" not in section
    assert "[!QUESTION]" in pages.section(PAGE, "first-step-1")
    assert pages.section(PAGE, "nowhere") == ""


def test_links_and_names_of_earlier_chapters_are_uses():
    assert pages.used("11-eleven", PAGE) == {2, 3, 4, 5, 9}
    assert pages.used("04-four", PAGE) == {2, 3}
