"""Grades what students have handed in, with nbgrader, from release to feedback.

    grade.py COURSE CHAPTER [--release]

COURSE is a folder. Each student has a folder in COURSE/submitted, in which lies CHAPTER.ipynb, as COURSE/release
has it. Written are COURSE/release (to hand out), COURSE/autograded, COURSE/feedback (a page a student) and
COURSE/grades-CHAPTER.csv. With --release nothing is graded: the notebook to hand out is made, and that is all.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NBGRADER = ROOT / ".venv" / "nbgrader"
SOLVED = ROOT / "target" / "notebooks-solved"
CONFIG = ROOT / "notebooks" / "nbgrader_config.py"
INSTALL = ".venv/bin/pip install --no-deps --target .venv/nbgrader -r tools/requirements-nbgrader.txt"
# Asked of nbgrader's own record, one line a student and check.
SCORES = """
import json, sys
from nbgrader.api import Gradebook
with Gradebook(f"sqlite:///{sys.argv[1]}/gradebook.db") as book:
    rows = [[s.student.id, g.name, g.score, g.max_score]
            for s in book.assignment_submissions(sys.argv[2]) for n in s.notebooks for g in n.grades]
print(json.dumps(sorted(rows)))
"""


class Trouble(Exception):
    """What stands in the way, in a sentence."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("course", type=pathlib.Path)
    parser.add_argument("chapter")
    parser.add_argument("--release", action="store_true", help="make the notebook to hand out, grade nothing")
    args = parser.parse_args(arguments)
    try:
        course = args.course.resolve()
        release(course, args.chapter)
        if args.release:
            print(f"Hand out {course / 'release' / args.chapter / args.chapter}.ipynb.")
            return 0
        submissions(course, args.chapter)
        nbgrader(course, "-m", "nbgrader", "autograde", "--force", args.chapter)
        nbgrader(course, "-m", "nbgrader", "generate_feedback", "--force", args.chapter)
        table = scores(course, args.chapter)
    except Trouble as trouble:
        print(f"grade: {trouble}", file=sys.stderr)
        return 1
    (course / f"grades-{args.chapter}.csv").write_text(table, encoding="utf-8")
    print(table, end="")
    print(f"Feedback: {course / 'feedback'}")
    return 0


def release(course: pathlib.Path, chapter: str) -> None:
    """The chapter with its solutions as nbgrader's source, and from it what is handed out."""
    if not NBGRADER.is_dir():
        raise Trouble(f"nbgrader is not installed: {INSTALL}")
    solved = SOLVED / f"{chapter}.ipynb"
    if not solved.is_file():
        known = ", ".join(sorted(path.stem for path in SOLVED.glob("*.ipynb"))) or "none: run `make book` first"
        raise Trouble(f"there is no solved notebook {chapter!r}; there are {known}")
    source = course / "source" / chapter
    source.mkdir(parents=True, exist_ok=True)
    shutil.copy(solved, source)
    shutil.copy(CONFIG, course)
    nbgrader(course, "-m", "nbgrader", "generate_assignment", "--force", chapter)


def submissions(course: pathlib.Path, chapter: str) -> None:
    """Puts each notebook where nbgrader looks for it, in a folder of the assignment's name."""
    found = 0
    for student in sorted((course / "submitted").glob("*/")):
        handed_in = student / f"{chapter}.ipynb"
        if handed_in.is_file():
            (student / chapter).mkdir(exist_ok=True)
            shutil.copy(handed_in, student / chapter)
        found += (student / chapter / f"{chapter}.ipynb").is_file()
    if not found:
        raise Trouble(f"nobody has handed in {chapter}: {course / 'submitted'} has no STUDENT/{chapter}.ipynb")


def scores(course: pathlib.Path, chapter: str) -> str:
    """A line a student: points in all, of how many, and for each check."""
    rows = json.loads(nbgrader(course, "-c", SCORES, str(course), chapter))
    checks = sorted({name for _, name, _, _ in rows})
    lines = [",".join(["student", "points", "of", *checks])]
    for student in sorted({row[0] for row in rows}):
        got = {name: (score, most) for who, name, score, most in rows if who == student}
        sums = [sum(part) for part in zip(*got.values())]
        lines.append(",".join([student, *(f"{number:g}" for number in [*sums, *(got[check][0] for check in checks)])]))
    return "\n".join(lines) + "\n"


def nbgrader(course: pathlib.Path, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(NBGRADER), "PATH": f"{NBGRADER / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run([sys.executable, *arguments], cwd=course, env=environment, capture_output=True, text=True)
    if ran.returncode:
        raise Trouble(f"nbgrader failed:\n{ran.stdout}{ran.stderr}")
    return ran.stdout


if __name__ == "__main__":
    sys.exit(main())
