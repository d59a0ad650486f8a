"""An exercise's solution in place of its stub, in the kernel of a learner's notebook.

After a check has answered to the stub, the solution is run, and the check again: it must pass. Then the stub
is run once more, so that every cell to come finds what a learner's kernel holds. Solutions and checks may use
what earlier exercises define: these are solved, and put back, along with it.
"""

import copy
import dataclasses
import re

import nbformat

import verdict
from files import BadNotebook, code_cells

# What a cell defines stands at the beginning of a line.
NAMES = re.compile(
    r"^(?:(?:pub(?:\([^)]*\))?|const|unsafe|async)\s+)*"
    r"(?:fn|struct|enum|union|trait|type|const|static|mod|let(?:\s+mut)?|macro_rules!)\s+(?:mut\s+)?(\w+)",
    re.M,
)
WORD = re.compile(r"\w+")


@dataclasses.dataclass
class Exercise:
    """The cell with the stub and the one with the solution."""

    stub: nbformat.NotebookNode
    solution: nbformat.NotebookNode

    @property
    def names(self) -> set[str]:
        """What it defines."""
        return set(NAMES.findall(self.solution.source))


class Exercises:
    """What is solved so far of one notebook, cell by cell."""

    def __init__(self, learner: nbformat.NotebookNode, solved: nbformat.NotebookNode):
        sources = [[cell.id for cell in code_cells(notebook)] for notebook in (learner, solved)]
        if sources[0] != sources[1]:
            raise BadNotebook("its solved notebook has other cells: run `make book`")
        self.solved = {cell.id: cell for cell in code_cells(solved)}
        self.seen: list[Exercise] = []

    def after(self, cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
        """The cells to run after `cell` of the learner's notebook: copies, of which the check must pass."""
        solution = self.solved[cell.id]
        if is_exercise(cell):
            self.seen.append(Exercise(cell, solution))
            return []
        if not verdict.is_check(cell):
            return []
        needed = self.needed(solution)
        cells = [*(exercise.solution for exercise in needed), solution, *(exercise.stub for exercise in needed)]
        return [copy.deepcopy(each) for each in cells]

    def needed(self, check: nbformat.NotebookNode) -> list[Exercise]:
        """The exercise that a check is about, those that it names, and those that their solutions name."""
        about = grade_id(check).rpartition("-check")[0]
        words = set(WORD.findall(check.source))
        needed = []
        # The last first: a solution can only name what stands before it.
        for exercise in reversed(self.seen):
            if exercise.names & words or grade_id(exercise.solution) == about:
                needed.insert(0, exercise)
                words |= set(WORD.findall(exercise.solution.source))
        return needed


def is_exercise(cell: nbformat.NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def grade_id(cell: nbformat.NotebookNode) -> str:
    return cell.metadata["nbgrader"]["grade_id"]
