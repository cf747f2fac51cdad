"""The command `course`: a mistake gets one line that says what to do, and exit status 2."""

from __future__ import annotations

import os
from contextlib import nullcontext
from time import time

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console
from tiny import tiny_course

from course_utils.cli import main
from course_utils.grading.classroom import changes
from course_utils.grading.course.layout import Course, CourseError, find_course
from course_utils.grading.course.records import GRADED, NOT_GRADED, PARTLY_GRADED, SubmissionResult, write_result
from course_utils.grading.kernels import fork_client
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.pages import progress_bar
from course_utils.grading.pages.terminal import class_table
from course_utils.grading.submission.grader import opened
from course_utils.lab import doctor


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command inside a fresh course."""
    course = tiny_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    return lambda *arguments: CliRunner().invoke(main, [str(each) for each in arguments])


def test_help_lists_the_commands_in_the_order_of_use(run):
    text = run("--help").output
    places = [text.index(f"  {name} ") for name in ("check", "release", "collect", "grade", "feedback", "report")]
    assert places == sorted(places)


def test_help_tells_a_students_commands_from_an_instructors(run):
    students, instructors = run("--help").output.split("For students and instructors:")[1].split("For instructors:")
    assert "  check " in students and "  pack " in students
    assert "  check " not in instructors and "  grade " in instructors


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("grade", "99"), "No assignment is called '99'. The assignments are: 01_tiny."),
        (("grade", "01"), "Nobody has handed in 01_tiny. Take submissions in with `course collect 01_tiny FILE`."),
        (("report", "01"), "Nothing is graded yet"),
        (("feedback", "01"), "Nothing is graded yet"),
        (("export", "01"), "There is no gradebook yet"),
        (("export", "01", "--column", "Homework"), "name that with --into"),
        (("export", "01", "--into", "nowhere.csv"), "does not exist"),
        (("regrade", "01"), "Nobody has handed in 01_tiny"),
        (("similarity", "01"), "Nobody has handed in 01_tiny"),
        (("similarity", "01", "--top", "0"), "Invalid value"),
        (("due", "01"), "There is no gradebook yet"),
        (("check", "01"), "There is no 01_tiny.ipynb in"),
        (("check", "01", "nowhere.ipynb"), "does not exist"),
        (("collect", "01", "nowhere.zip"), "does not exist"),
        (("grade",), "Missing argument"),
        (("grade", "01", "--workers", "0"), "Invalid value"),
    ],
)
def test_a_mistake_gets_one_line_and_status_two(run, tmp_path, arguments, words):
    before = sorted(path for path in (tmp_path / "course").rglob("*") if path.name != "gradebook.db")
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert words in " ".join(result.output.split())
    assert "Traceback" not in result.output
    after = sorted(path for path in (tmp_path / "course").rglob("*") if path.name != "gradebook.db")
    assert [path for path in after if path not in before] in ([], [tmp_path / "course" / "classroom"])


def test_outside_a_course_it_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["grade", "01"])
    assert result.exit_code == 2
    assert "is not inside a course" in result.output


def test_students_who_did_not_hand_in_are_named(run, tmp_path):
    (tmp_path / "course" / "classroom" / "submitted" / "ann" / "01_tiny").mkdir(parents=True)
    result = run("grade", "01", "ann", "zoe")
    assert result.exit_code == 2
    assert "zoe has not handed in 01_tiny" in result.output


def test_stopping_says_how_to_go_on(tmp_path, monkeypatch):
    def stop(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(progress_bar, "grade", stop)
    with pytest.raises(CourseError, match="the same command goes on from there"):
        progress_bar.grade_with_progress(Course(tmp_path), "01_tiny", ["ann"], Isolation.NONE, Console(quiet=True))


def test_tables_show_names_as_they_are_and_colours_as_colours(capsys):
    results = [SubmissionResult("01_tiny", "ann", PARTLY_GRADED, 1, 4, reasons=["[red] is no colour"])]
    Console(markup=False, width=120).print(class_table(results), markup=True)
    out = capsys.readouterr().out
    assert "│ partly graded │" in out and "[red] is no colour" in out


def test_the_table_counts_points_net_of_the_late_penalty(capsys):
    late = SubmissionResult("01_tiny", "emil", GRADED, 20, 20, late_penalty=4)
    Console(markup=False, width=120).print(class_table([late]), markup=True)
    assert "│ 16 of 20 (20 − 4 late) │" in capsys.readouterr().out


def test_the_platforms_own_file_is_not_overwritten(run, tmp_path):
    platform = tmp_path / "canvas.csv"
    platform.write_text("Student,ID,01 tiny (7)\n", encoding="utf-8")
    result = run("export", "01", "--into", platform, "--output", tmp_path / "course" / ".." / "canvas.csv")
    assert result.exit_code == 2
    assert "would overwrite the platform's file" in " ".join(result.output.split())
    assert platform.read_text(encoding="utf-8") == "Student,ID,01 tiny (7)\n"


def test_collecting_says_how_much_was_found(run, tmp_path):
    (tmp_path / "empty").mkdir()
    nothing = run("collect", "01", tmp_path / "empty")
    assert (nothing.exit_code, nothing.output) == (1, "No submissions were found there.\n")
    (tmp_path / "ann.ipynb").write_text("{}", encoding="utf-8")
    one = run("collect", "01", tmp_path / "ann.ipynb")
    assert (one.exit_code, one.output) == (0, "1 submission taken, 0 refused.\n")


def test_what_is_another_assignments_is_not_collected(run, tmp_path):
    released = tmp_path / "course" / "assignments"
    for name, cells in {"01_tiny": ["one", "predict"], "02_next": ["two", "predict", "save"]}.items():
        hand_in(released / name / f"{name}.ipynb", cells)
    hand_in(tmp_path / "work" / "02_NEXT" / "02_next.ipynb", ["two", "predict", "save"])
    hand_in(tmp_path / "work" / "ann.ipynb", ["two", "predict"])
    hand_in(tmp_path / "work" / "bob.ipynb", ["predict"])
    hand_in(tmp_path / "work" / "cat.ipynb", ["one"])
    (tmp_path / "work" / "dan.ipynb").write_text("no notebook, and graded as such", encoding="utf-8")
    result = run("collect", "01", tmp_path / "work")
    assert "is named after the assignment 02_next, not after a student" in result.output
    assert "ann.ipynb: is the notebook of 02_next" in result.output
    collected = sorted(path.name for path in (tmp_path / "course" / "classroom" / "submitted").iterdir())
    assert (result.exit_code, collected) == (1, ["bob", "cat", "dan"])


def test_what_collect_takes_for_another_assignments_is_not_graded_either(run, tmp_path):
    course = Course(tmp_path / "course")
    for name, cells in {"01_tiny": ["one", "predict"], "02_next": ["two", "predict", "save"]}.items():
        hand_in(course.released(name), cells)
    hand_in(course.handed_in("01_tiny", "ann"), ["one", "two", "save"])  # as nbgrader's exchange may bring it
    with pytest.raises(CourseError, match="This is the notebook of 02_next, not of 01_tiny"):
        opened(course, "01_tiny", "ann")
    hand_in(course.handed_in("01_tiny", "bob"), ["one", "predict", "two"])
    assert opened(course, "01_tiny", "bob").notebook


def hand_in(path, cells):
    notebook = new_notebook(cells=[new_code_cell(metadata={"nbgrader": {"grade_id": name}}) for name in cells])
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


@pytest.fixture
def handed_in(tmp_path):
    """The folder of the one submission there is."""
    folder = tmp_path / "course" / "classroom" / "submitted" / "ann" / "01_tiny"
    folder.mkdir(parents=True)
    (folder / "01_tiny.ipynb").write_text("{}", encoding="utf-8")
    return folder


def test_an_unknown_isolation_is_refused(run, handed_in):
    result = run("grade", "01", "--isolation", "moat")
    assert result.exit_code == 2
    assert "There is no isolation called 'moat'" in result.output


def test_kernels_are_made_ready_only_for_what_is_new(run, handed_in, monkeypatch):
    """Else the process that forks them would be started, for seconds, in vain."""
    made_ready = []
    done = SubmissionResult("01_tiny", "ann", GRADED, 4, 4)
    monkeypatch.setattr(fork_client, "early_fork_server", lambda *arguments: made_ready.append(1) or nullcontext())
    monkeypatch.setattr(progress_bar, "grade_with_progress", lambda *arguments, **options: [done])
    run("grade", "01")
    assert len(made_ready) == 1
    write_result(find_course().results, done)
    run("grade", "01")
    assert len(made_ready) == 1
    later = time() + 10
    os.utime(handed_in / "01_tiny.ipynb", (later, later))
    run("grade", "01")
    assert len(made_ready) == 2


def test_regrading_names_who_is_not_graded(run, handed_in, monkeypatch):
    broken = SubmissionResult("01_tiny", "ann", NOT_GRADED, 0, 4, reasons=["01_tiny.ipynb is missing."])
    monkeypatch.setattr(progress_bar, "grade_with_progress", lambda *arguments, **options: [broken])
    monkeypatch.setattr(changes, "state", lambda course, assignment: {})
    result = run("regrade", "01", "--isolation", "none")
    assert "ann is not graded: 01_tiny.ipynb is missing." in result.output
    assert result.exit_code == 1


def test_a_demonstration_does_not_overwrite_other_files(run, tmp_path):
    precious = tmp_path / "precious" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years of work", encoding="utf-8")
    result = run("demo", "--folder", precious.parent)
    assert result.exit_code == 2
    assert precious.read_text(encoding="utf-8") == "years of work"


def test_a_machine_that_cannot_grade_is_fine_for_a_student(run, monkeypatch):
    def none():
        raise CourseError("This machine offers no isolation.")

    monkeypatch.setattr(doctor, "best_isolation", none)
    result = run("doctor")
    assert "– isolation for grading: none" in result.output
    assert result.exit_code == 0, result.output
    monkeypatch.setattr(doctor, "NEEDED_FREE_GB", 10**9)
    result = run("doctor")
    assert "✗ free disk space" in result.output
    assert result.exit_code == 1


def test_doctor_says_what_is_there(run):
    result = run("doctor")
    for what in ("Python", "packages", "data set reviews_en", "isolation for grading", "free disk space"):
        assert what in result.output
