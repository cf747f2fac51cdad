"""What students get: the released notebook, and beside it the values that its checks compare with."""

from __future__ import annotations

from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.utils import compute_checksum

from course_utils.grading.classroom import gradebook
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.notebooks import code_cells, grade_id, is_test, read_notebook, read_submission
from course_utils.grading.course.records import SubmissionResult
from course_utils.grading.course.scratch import scratch_folder
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.submission.begun import mark_begun
from course_utils.grading.submission.execute import execute
from course_utils.grading.submission.execution_cache import Store
from course_utils.grading.submission.inputs import public_inputs
from course_utils.grading.submission.judge import Reference, judge
from course_utils.grading.submission.reference import read_public, record, write_public
from course_utils.grading.submission.sanitise import restore


def release(course: Course, assignment: str) -> bool:
    """Make `assignments/<assignment>/` from `solutions/<assignment>/`.

    The solution is run once with the public seed, and must pass its own checks.

    Returns
    -------
    bool
        Whether the recorded values had to be written anew.

    Raises
    ------
    CourseError
        If a student's work is in `assignments/<assignment>/`, which is made anew.
    """
    if work := work_in_release(course, assignment):
        place = course.released(assignment).parent
        raise CourseError(
            f"{place} holds somebody's work, which a release would remove: {', '.join(work)}. Move the folder to "
            "another place, or delete it, and release again."
        )
    course.make_classroom()
    with scratch_folder("data") as folder:
        inputs, key = public_inputs(course, assignment, Path(folder) / "data")
        reference = record(course, inputs, key, Store(course.store / assignment, Isolation.NONE))
    written = write_public(course, assignment, reference)
    gradebook.generate(course, assignment)
    return written


def work_in_release(course: Course, assignment: str) -> list[str]:
    """Return what somebody worked on in a released assignment: cells and files that no release ever had.

    nbgrader's checksums tell an answer from an earlier release of it. Other cells carry none: they count where they are
    not the solution's, or, if the notebook was run since, where their text is not.
    """
    path = course.released(assignment)
    if not path.exists():
        return []
    notebook = read_notebook(path)
    master = {cell.get("id"): cell["source"] for cell in read_notebook(course.master(assignment))["cells"]}
    was_run = any(cell.get("execution_count") for cell in code_cells(notebook))
    work = []
    for cell in notebook["cells"]:
        if checksum := cell.get("metadata", {}).get("nbgrader", {}).get("checksum"):
            is_work = checksum != compute_checksum(cell)
        else:
            source = master.get(cell.get("id"))
            is_work = bool(cell["source"].strip()) and (source is None or (was_run and source != cell["source"]))
        work += [f"the cell {grade_id(cell) or cell.get('id')!r}"] if is_work else []
    given = {each.name for each in course.master(assignment).parent.iterdir()} | {path.name}
    others = [each.name for each in sorted(path.parent.iterdir()) if each.name not in given]
    return work + [f"the file {name}" for name in others if not name.startswith((".", "__pycache__"))]


def check_notebook(course: Course, assignment: str, path: Path) -> SubmissionResult:
    """Run a student's own notebook on the public inputs, and judge it as it would be when graded.

    The points are those of the public inputs: when graded, the inputs are others. Files beside the notebook are used
    where the folder has the assignment's name. A student who renamed the released notebook has no other one.
    """
    reference = read_public(course, assignment)
    source = course.released(assignment)
    source = source if source.exists() else path
    notebook, notes = restore(read_submission(path), _with_test_cells(source, assignment, reference))
    with scratch_folder("data") as folder:
        inputs, key = public_inputs(course, assignment, Path(folder) / "data", source)
        files = path.parent if path.resolve().parent.name == assignment else None  # not a folder full of downloads
        _, result = judge(execute(notebook, files, inputs, Isolation.NONE), reference, key, "you", files)
    result.notes = notes
    mark_begun(result.tasks, notebook, read_notebook(source))
    if files is None:
        result.notes.append(f"files beside the notebook were not used, since their folder is not called {assignment}")
    return result


def _with_test_cells(path: Path, assignment: str, reference: Reference) -> NotebookNode:
    """Return the released notebook; a student works in it, and an editor may have lost nbgrader's marks."""
    notebook = read_notebook(path)
    if not {grade_id(cell) for cell in code_cells(notebook) if is_test(cell)} & reference.keys():
        raise CourseError(
            f"{path} has lost the marks of its test cells, as some editors do when they save. Keep your notebook under "
            f"another name, get {assignment}.ipynb anew, and run "
            f"`course check {assignment} path/to/your/notebook.ipynb`."
        )
    return notebook
