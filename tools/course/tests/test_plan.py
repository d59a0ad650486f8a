"""The course plan against the pages, and what it looks like."""

import re

import pages
import plan

PLAN = {
    "rates": {"words-a-minute": 10, "minutes-a-cell": 5, "minutes-a-question": 3, "minutes-an-exercise": 60},
    "chapter": [
        {"page": "01-one", "title": "One"},
        {"page": "02-two", "title": "Two", "needs": {"01-one": "its ones"}},
        {"page": "03-three", "title": "T<h>ree", "needs": {"02-two": "its twos"}},
        {"page": "04-four", "title": "Four"},
    ],
}
TEXTS = {"01-one": "# One\n", "02-two": "# Two\n\nAs chapter 1 says.\n", "03-three": "# T<h>ree\n\n[one](01-one.md)\n"}


def test_no_chapter_uses_one_on_which_it_is_not_said_to_build():
    assert plan.problems(plan.read(), pages.chapters()) == []


def test_what_a_page_uses_must_be_in_the_plan():
    assert plan.problems(PLAN, TEXTS) == []
    found = plan.problems(PLAN, TEXTS | {"04-four": "# Four\n\nAs chapters 1 and 2 say.\n", "05-five": "# Five\n"})
    assert found == [
        "05-five is not in the plan",
        "04-four uses chapter 1, on which the plan does not say that it builds",
        "04-four uses chapter 2, on which the plan does not say that it builds",
    ]
    assert plan.problems(PLAN, TEXTS | {"01-one": "# Won\n"}) == ["01-one is called 'Won' and not 'One'"]
    backwards = PLAN | {"chapter": [{"page": "01-one", "title": "One", "needs": {"02-two": "x", "07-no": "y"}}, *PLAN["chapter"][1:]]}
    assert plan.problems(backwards, TEXTS) == ["01-one needs 02-two, which comes later", "01-one needs 07-no, which is not in the plan"]


def test_hours_are_counted_in_the_page():
    text = "# One\n\n" + "word " * 98 + "\n\n```rust\na\n```\n\n```rust,exercise=e\nb\n```\n\n```rust,check=e\nc\n```\n"
    assert plan.minutes(text, PLAN["rates"]) == {"reading": 100 / 10 + 5, "exercises": 60}
    assert [plan.hours(time) for time in (0, 40, 50, 120)] == ["0.5", "0.5", "1", "2"]


def test_the_table_links_to_pages_that_are_there():
    table = plan.table(PLAN, TEXTS)
    assert "| [2. Two](02-two.md) | 0.5 | 0.5 | 1, for its ones |" in table
    assert "| 4. Four | – | – | nothing |" in table
    assert table.endswith("| **together** | **1.5** | **1.5** | |")


def test_the_figure_has_an_arc_for_each_need_and_says_them():
    figure = plan.figure(PLAN)
    assert len(re.findall(r'd="M[\d.]+ [\d.]+A', figure)) == 2
    assert 'aria-label="What each chapter builds on. 1 on nothing; 2 on 1; 3 on 2; 4 on nothing."' in figure
    assert "3. T&lt;h&gt;ree" in figure
    assert "\n" not in figure, "Markdown would end the figure at an empty line"


def test_no_arc_of_the_book_leaves_the_figure():
    bulges = [float(bulge) for bulge in re.findall(r"A([\d.]+) [\d.]+ 0 0 1", plan.figure(plan.read()))]
    assert 0 < min(bulges) and max(bulges) < plan.LEFT - 8
