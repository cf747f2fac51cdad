"""A student's work as one file to hand in: the notebook and the files beside it, just as `collect` will take them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nbformat.notebooknode import NotebookNode

from course_utils.checks.verdicts import RECORDED_FILE
from course_utils.grading.course.layout import Course
from course_utils.grading.course.notebooks import is_answer, read_submission
from course_utils.grading.course.scratch import scratch_folder
from course_utils.grading.platforms.collect import write_extras
from course_utils.grading.platforms.untrusted_files import list_folder
from course_utils.grading.submission.sanitise import is_as_released


@dataclass(frozen=True)
class Packed:
    """A zip at `path`, with the `files` that are in it; `left_out` says what is not, and why.

    `is_blank` says that every answer is as it was released.
    """

    path: Path
    files: list[str]
    left_out: list[str]
    is_blank: bool


def pack(course: Course, assignment: str, notebook: Path) -> Packed:
    """Write `<assignment>.zip` to the course's folder, over one that is there.

    In the zip the notebook has the assignment's name. Files beside it are packed where the folder has this name too.

    Raises
    ------
    CourseError
        If the notebook is missing or damaged.
    """
    is_blank = _is_blank(read_submission(notebook))
    name, is_at_home = f"{assignment}.ipynb", notebook.resolve().parent.name == assignment
    left_out = [] if is_at_home else [f"files beside {notebook.name}, whose folder is not called {assignment}"]
    with scratch_folder("pack") as folder:
        shutil.copyfile(notebook, Path(folder, name))
        if is_at_home:
            found, refused, _ = list_folder(notebook.resolve().parent)
            others = [file for file in found if str(file.path) not in (notebook.name, RECORDED_FILE)]
            left_out += [f"{each.file} ({each.reason})" for each in refused]
            left_out += write_extras(others, PurePosixPath(), Path(folder))
        files = sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())
        archive = Path(shutil.make_archive(str(course.root / assignment), "zip", folder))
    return Packed(archive, files, left_out, is_blank)


def _is_blank(notebook: NotebookNode) -> bool:
    answers = [cell for cell in notebook["cells"] if is_answer(cell)]
    return bool(answers) and all(map(is_as_released, answers))
