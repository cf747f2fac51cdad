"""The whole road in one command: a class of simulated students goes from release to report."""

from __future__ import annotations

import shutil
import time
import zipfile
from pathlib import Path

from rich.console import Console

from course_utils.grading.classroom import gradebook
from course_utils.grading.course.layout import CONFIG_FILE, Course, CourseError
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.pages.feedback import make_feedback, make_report
from course_utils.grading.pages.progress_bar import grade_with_progress
from course_utils.grading.pages.terminal import class_table
from course_utils.grading.platforms.collect import collect
from course_utils.grading.simulated.submissions import fully_trained, hand_in, read_student

ASSIGNMENT = "06_rnn_text_classification"

# Who sits in the class, and which of the simulated students each of them is
CLASS = {
    "Amal Haddad": "reference",
    "Boris Petrov": "builtin_lstm",
    "Chen Wei": "last_padded_state",
    "Dana Levi": "no_zero_grad",
    "Emeka Obi": "mean_pooling",
    "Fatima Zahra": "softmax_before_loss",
    "Goran Novak": "accuracy_over_batches",
    "Hana Sato": "partial",
    "Ines Costa": "noisy",
    "Jonas Berg": "deleted_test_cell",
    "Kavya Rao": "invalid_json",
    "Liam Byrne": "blank",
}


def run_demo(course: Course, folder: Path, console: Console) -> None:
    """Let a class go from release to report below `folder`, which is made anew.

    Raises
    ------
    CourseError
        If `folder` holds something else than an earlier demonstration.
    """
    start = time.monotonic()
    console.print(f"A class of {len(CLASS)} simulated students hands in assignment 06. This takes a minute or three.")
    demo = _scratch_course(course, folder)
    with console.status("1/5 release: making the assignment from its solution"):
        gradebook.generate(demo, ASSIGNMENT)
    console.print("1/5 release: the assignment is made from its solution, without the answers")
    archive = _hand_in_as_zip(course, demo)
    report = collect([archive], ASSIGNMENT, demo.submitted, None)
    console.print(f"2/5 collect: {len(report.accepted)} submissions taken from {archive.name}")
    console.print("3/5 grade: every notebook runs in a kernel of its own; the checks' values are judged outside it")
    results = grade_with_progress(demo, ASSIGNMENT, demo.students(ASSIGNMENT), best_isolation(), console)
    console.print(class_table(results, width=console.width), markup=True)
    with console.status("4/5 feedback: writing a page for every student"):
        pages = make_feedback(demo, ASSIGNMENT).overviews
    console.print(f"4/5 feedback: {len(pages)} pages, such as {pages[0]}", soft_wrap=True)
    path = make_report(demo, ASSIGNMENT)
    console.print(f"5/5 report: {path}", soft_wrap=True)
    console.print(f"Done in {time.monotonic() - start:.0f} seconds. Open the report in a browser.")


def _scratch_course(course: Course, folder: Path) -> Course:
    """Copy what a course consists of, without any class, to `folder`."""
    if folder.exists() and any(folder.iterdir()) and not (folder / CONFIG_FILE).exists():
        raise CourseError(f"{folder} is not empty and no earlier demonstration. Name another folder with --folder.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(course.root / CONFIG_FILE, folder)
    shutil.copytree(course.solutions / ASSIGNMENT, folder / "solutions" / ASSIGNMENT)
    return Course(folder.resolve())


def _hand_in_as_zip(course: Course, demo: Course) -> Path:
    """Pack the class's submissions as Moodle does: one folder per student, named by full name and a number."""
    archive = demo.root / "moodle.zip"
    scratch = demo.root / "handed-in"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, (name, kind) in enumerate(CLASS.items(), start=1001):
            path = hand_in(demo, fully_trained(course, read_student(course, ASSIGNMENT, kind)), scratch / name)
            packed.write(path, f"{name}_{number}_assignsubmission_file_/{path.name}")
    shutil.rmtree(scratch)
    return archive
