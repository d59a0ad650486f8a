"""Which cells put an exercise's solution in its stub's place, and put the stub back."""

import pytest

import files
from cells import code, notebook
from exercises import Exercises

STUB = "fn {}() -> i32 {{\n    todo!()\n}}"


def exercise(name, source):
    cell = code(f"exercise-{name}", source)
    cell.metadata["nbgrader"] = {"grade": False, "solution": True, "grade_id": name}
    return cell


def check(name, source):
    cell = code(f"check-{name}", source, check=True)
    cell.metadata["nbgrader"]["grade_id"] = f"{name}-check"
    return cell


def pair(*cells):
    """A learner's notebook and its solved one, of cells given as (kind, name, stub, solution)."""
    learner = [kind(name, stub) for kind, name, stub, _ in cells]
    return learner, notebook(*(kind(name, solution) for kind, name, _, solution in cells))


def plain(name, source):
    return code(name, source)


def run(learner, solved):
    """Each check's name with the sources that are run after it."""
    exercises = Exercises(notebook(*learner), solved)
    ran = {cell.id: [other.source for other in exercises.after(cell)] for cell in learner}
    return {name: sources for name, sources in ran.items() if sources}


def test_the_solution_the_check_and_the_stub_again():
    a = (exercise, "a", STUB.format("one"), "fn one() -> i32 {\n    1\n}")
    learner, solved = pair(a, (plain, "x", "2", "2"), (check, "a", "one() == 1", "one() == 1"))
    assert run(learner, solved) == {"check-a": [a[3], "one() == 1", a[2]]}


def test_what_a_check_or_a_solution_names_is_solved_with_it_and_put_back():
    a = (exercise, "a", STUB.format("one"), "fn one() -> i32 {\n    1\n}")
    b = (exercise, "b", STUB.format("two"), "pub const fn two() -> i32 {\n    one() + 1\n}")
    c = (exercise, "c", STUB.format("six"), "fn six() -> i32 {\n    let two = 2;\n    6\n}")
    learner, solved = pair(a, b, c, (check, "b", "two()", "two()"), (check, "c", "six()", "six()"))
    # `two` in c's solution is a name of its own, but nobody can tell: to solve b as well does no harm.
    assert run(learner, solved) == {
        "check-b": [a[3], b[3], "two()", a[2], b[2]],
        "check-c": [a[3], b[3], c[3], "six()", a[2], b[2], c[2]],
    }


def test_a_check_that_names_nothing_is_about_its_own_exercise():
    a = (exercise, "a", STUB.format("one"), "fn one() -> i32 {\n    1\n}")
    b = (exercise, "b", "impl Show for A {}", "impl Show for A {\n    fn show() {}\n}")
    learner, solved = pair(a, b, (check, "b", "shows()", "shows()"))
    assert run(learner, solved) == {"check-b": [b[3], "shows()", b[2]]}


def test_a_later_exercise_does_not_count():
    a = (exercise, "a", STUB.format("one"), "fn one() -> i32 {\n    1\n}")
    again = (exercise, "b", STUB.format("one"), "fn one() -> i32 {\n    11\n}")
    learner, solved = pair(a, (check, "a", "one()", "one()"), again)
    assert run(learner, solved) == {"check-a": [a[3], "one()", a[2]]}


def test_the_cells_are_copies_and_other_cells_are_refused():
    a = (exercise, "a", STUB.format("one"), "fn one() -> i32 {\n    1\n}")
    learner, solved = pair(a, (check, "a", "one()", "one()"))
    exercises = Exercises(notebook(*learner), solved)
    given = [other for cell in learner for other in exercises.after(cell)]
    assert not any(other is cell for other in given for cell in [*learner, *solved.cells])
    with pytest.raises(files.BadNotebook, match="other cells"):
        Exercises(notebook(*learner[:1]), solved)
