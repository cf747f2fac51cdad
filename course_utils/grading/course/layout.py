"""Where a course keeps things: one place for every folder and file name, and the course's own kind of error."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import course_utils
from course_utils.grading.course.foreign import printable

CONFIG_FILE = "nbgrader_config.py"
TIMESTAMP_FILE, TIMESTAMP_FORMAT = "timestamp.txt", "%Y-%m-%d %H:%M:%S.%f UTC"  # as nbgrader's exchange writes it
PACKAGE = Path(course_utils.__file__).parent


class CourseError(Exception):
    """A mistake that its maker can put right: the message says what is wrong, where, and what to do.

    A message may name what others wrote, such as a file, and end in any terminal: also where nbgrader logs it.
    """

    def __str__(self) -> str:
        return str(printable(super().__str__()))


@dataclass(frozen=True)
class Course:
    """The folders of the course whose repository is at `root`.

    `solutions/` holds the masters and `assignments/` what is generated from them. Everything about a class of students
    is kept in `classroom/`, which is not part of the repository.
    """

    root: Path

    @property
    def solutions(self) -> Path:
        return self.root / "solutions"

    @property
    def assignments(self) -> Path:
        return self.root / "assignments"

    @property
    def classroom(self) -> Path:
        return self.root / "classroom"

    @property
    def submitted(self) -> Path:
        return self.classroom / "submitted"

    @property
    def autograded(self) -> Path:
        return self.classroom / "autograded"

    @property
    def feedback(self) -> Path:
        return self.classroom / "feedback"

    @property
    def results(self) -> Path:
        return self.classroom / "results"

    @property
    def reports(self) -> Path:
        return self.classroom / "reports"

    @property
    def store(self) -> Path:
        return self.classroom / "store"

    @property
    def key_file(self) -> Path:
        return self.classroom / "grading.key"

    @property
    def gradebook(self) -> Path:
        return self.classroom / "gradebook.db"

    @property
    def students_file(self) -> Path:
        return self.classroom / "students.csv"

    def make_classroom(self) -> None:
        """Make the folder of the class, which other users of the computer cannot enter; one that is there stays."""
        self.classroom.mkdir(mode=0o700, exist_ok=True)

    def master(self, assignment: str) -> Path:
        """Return the path of the notebook with the answers."""
        return self.solutions / assignment / f"{assignment}.ipynb"

    def released(self, assignment: str) -> Path:
        """Return the path of the notebook that students get."""
        return self.assignments / assignment / f"{assignment}.ipynb"

    def handed_in(self, assignment: str, student: str) -> Path:
        """Return the path of the notebook that a student handed in."""
        return self.submitted / student / assignment / f"{assignment}.ipynb"

    def find_assignment(self, name: str) -> str:
        """Return the assignment that `name` stands for: its full name, its number, or the beginning of just one.

        Raises
        ------
        CourseError
            If there is none or more than one.
        """
        known = sorted({*assignments_in(self.solutions), *assignments_in(self.assignments), *_begun(self.assignments)})
        found = [each for each in known if each == name] or [each for each in known if _is_short_for(name, each)]
        if len(found) == 1:
            return found[0]
        kind = "No assignment is" if not found else "More than one assignment is"
        raise CourseError(f"{kind} called {name!r}. The assignments are: {', '.join(known) or '(none)'}.")

    def students(self, assignment: str) -> list[str]:
        """Return who has handed in `assignment`, sorted."""
        return sorted(path.parent.name for path in self.submitted.glob(f"*/{assignment}") if path.is_dir())


def record_in(results: Path, assignment: str, student: str) -> Path:
    """Return where the record of a result is kept, or would be, in the folder `results`."""
    return results / assignment / f"{student}.json"


def assignments_in(folder: Path) -> list[str]:
    """Return the names of the assignments in `solutions/` or `assignments/`, sorted."""
    return sorted(path.stem for path in folder.glob("*/*.ipynb") if path.stem == path.parent.name)


def _begun(assignments: Path) -> set[str]:
    """Return the assignments in which a student renamed the notebook."""
    return {path.parent.name for path in assignments.glob("*/*.ipynb*")}


def _is_short_for(name: str, assignment: str) -> bool:
    """Tell whether `name` is the assignment's number, "6" or "06", or else its beginning, "06_rnn"."""
    number = assignment.partition("_")[0]
    if name.isdecimal() and number.isdecimal() and int(name):
        return int(name) == int(number)
    return assignment.casefold().startswith(name.casefold())


def find_course(start: Path | None = None) -> Course:
    """Return the course that the folder `start` (by default the current one) belongs to.

    Raises
    ------
    CourseError
        If neither the folder nor one above it is a course.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG_FILE).is_file():
            return Course(folder)
    raise CourseError(
        f"{start} is not inside a course (no {CONFIG_FILE} there or above). "
        "Change into the course's folder and try again."
    )
