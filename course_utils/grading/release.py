"""What students get: the released notebook, and beside it the values that its checks compare with."""

from __future__ import annotations

from pathlib import Path

from nbformat.notebooknode import NotebookNode

from course_utils.grading import gradebook
from course_utils.grading.course import Course, CourseError
from course_utils.grading.execute import execute
from course_utils.grading.inputs import public_inputs
from course_utils.grading.judge import Reference, judge
from course_utils.grading.kernels import Isolation
from course_utils.grading.notebooks import code_cells, grade_id, is_test, read_notebook, read_submission
from course_utils.grading.reference import read_public, record, write_public
from course_utils.grading.results import SubmissionResult
from course_utils.grading.sanitise import restore
from course_utils.grading.scratch import scratch_folder
from course_utils.grading.store import Store


def release(course: Course, assignment: str) -> bool:
    """Make `assignments/<assignment>/` from `solutions/<assignment>/`.

    The solution is run once with the public seed, and must pass its own checks.

    Returns
    -------
    bool
        Whether the recorded values had to be written anew.
    """
    course.make_classroom()
    with scratch_folder("data") as folder:
        inputs = public_inputs(course, assignment, Path(folder) / "data")
        reference = record(course, inputs, Store(course.store / assignment, Isolation.NONE))
    written = write_public(course, assignment, reference)
    gradebook.generate(course, assignment)
    return written


def check_notebook(course: Course, assignment: str, path: Path) -> SubmissionResult:
    """Run a student's own notebook on the public inputs, and judge it as it would be when graded.

    The points are those of the public inputs: when graded, the inputs are others. Files beside the notebook are used
    where the folder has the assignment's name.
    """
    reference = read_public(course, assignment)
    released = _with_test_cells(course, assignment, reference)
    notebook, notes = restore(read_submission(path), released)
    with scratch_folder("data") as folder:
        inputs = public_inputs(course, assignment, Path(folder) / "data")
        files = path.parent if path.resolve().parent.name == assignment else None  # not a folder full of downloads
        result = judge(execute(notebook, files, inputs, Isolation.NONE), reference, inputs, "you", files)
    result.notes = notes
    if files is None:
        result.notes.append(f"files beside the notebook were not used, since their folder is not called {assignment}")
    return result


def _with_test_cells(course: Course, assignment: str, reference: Reference) -> NotebookNode:
    """Return the released notebook; a student works in it, and an editor may have lost nbgrader's marks."""
    path = course.released(assignment)
    notebook = read_notebook(path)
    if not {grade_id(cell) for cell in code_cells(notebook) if is_test(cell)} & reference.keys():
        raise CourseError(
            f"{path} has lost the marks of its test cells, as some editors do when they save. Keep your notebook under "
            f"another name, get {path.name} anew, and run `course check {assignment} path/to/your/notebook.ipynb`."
        )
    return notebook
