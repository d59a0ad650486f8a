"""What the instructor's page takes from the chapters."""

import pages
import teaching

PAGE = """# One

You will be able to

- add.

## 1. Adding

```rust,exercise=add
```

```rust,wrong=add,because="a * b | c"
```
"""


def test_mistakes_and_goals_come_from_the_page():
    assert teaching.mistakes({"01-one": PAGE}).splitlines()[2] == r"| [1, exercise 1. Adding](01-one.md#1-adding) | a \* b \| c |"
    assert teaching.goals({"01-one": PAGE}) == "**[1. One](01-one.md)**\n\n- add."


def test_every_wrong_answer_of_the_book_has_its_row():
    texts = pages.chapters()
    count = sum(text.count("```rust,wrong=") for text in texts.values())
    assert count > 50
    assert len(teaching.mistakes(texts).splitlines()) == count + 2
