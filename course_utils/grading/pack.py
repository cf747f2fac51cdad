"""A student's work as one file to hand in: the notebook and the files beside it, just as `collect` will take them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course_utils.grading.archives import list_folder
from course_utils.grading.collect import write_extras
from course_utils.grading.course import Course
from course_utils.grading.notebooks import read_submission
from course_utils.grading.scratch import scratch_folder
from course_utils.verdicts import RECORDED_FILE


@dataclass(frozen=True)
class Packed:
    """A zip at `path`, with the `files` that are in it; `left_out` says what is not, and why."""

    path: Path
    files: list[str]
    left_out: list[str]


def pack(course: Course, assignment: str) -> Packed:
    """Write `<assignment>.zip` to the course's folder, over one that is there.

    Raises
    ------
    CourseError
        If the notebook is missing or damaged.
    """
    notebook = course.released(assignment)
    read_submission(notebook)
    found, refused, _ = list_folder(notebook.parent)
    others = [file for file in found if str(file.path) not in (notebook.name, RECORDED_FILE)]
    with scratch_folder("pack") as folder:
        shutil.copyfile(notebook, Path(folder, notebook.name))
        left_out = [f"{each.file} ({each.reason})" for each in refused]
        left_out += write_extras(others, PurePosixPath(), Path(folder))
        files = sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())
        return Packed(Path(shutil.make_archive(str(course.root / assignment), "zip", folder)), files, left_out)
