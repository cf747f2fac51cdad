"""A student's own notebook: the one in `assignments/`, or one with another name or in another place."""

from __future__ import annotations

import re
from pathlib import Path

from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebooks import read_submission
from course_utils.grading.platforms.choice import find_notebook
from course_utils.grading.platforms.roster import Refused
from course_utils.grading.platforms.untrusted_files import list_folder
from course_utils.grading.submission.belonging import assignment_of, cell_names


def own_notebook(course: Course, assignment: str, named: Path | None = None) -> tuple[str, Path]:
    """Return which assignment and which notebook are meant: of `course check 01`, or of `course check my-work.ipynb`.

    Parameters
    ----------
    assignment
        The assignment's name, its beginning, or the path of a notebook.
    named
        The notebook; by default the one in the assignment's folder, whatever it is called.

    Raises
    ------
    CourseError
        If there is no such assignment or notebook, or the notebook is another assignment's.
    """
    path = Path(assignment)
    if named is None and path.is_file():
        return _assignment_of_file(course, path), path
    name = course.find_assignment(path.resolve().name if path.is_dir() else assignment)
    if named is None:
        return name, _notebook_in_folder(course, name)
    found = assignment_of(read_submission(named), cell_names(course), name)
    if found != name:
        raise CourseError(f"{named.name} is the notebook of {found}, not of {name}.")
    return name, named


def _assignment_of_file(course: Course, path: Path) -> str:
    """Return the assignment of a notebook: by its cells, else by its name or its folder's."""
    if found := assignment_of(read_submission(path), cell_names(course)):
        return found
    for name in (path.resolve().parent.name, path.stem):
        if re.match(r"\d", name):
            return course.find_assignment(name)
    raise CourseError(f"{path.name} does not say which assignment it is. Name it: `course check 01 {path}`.")


def _notebook_in_folder(course: Course, assignment: str) -> Path:
    """Return the notebook of an assignment's folder: of its name, or else the one that has its cells."""
    path = course.released(assignment)
    if path.exists():
        return path
    try:
        files = list_folder(path.parent).files
        return path.parent / find_notebook(files, assignment, cell_names(course)).path
    except Refused as error:
        raise CourseError(
            f"There is no {path.name} in {path.parent}, which {error}. Name your notebook behind the assignment, "
            f"such as `course check {assignment} path/to/notebook.ipynb`."
        ) from None
