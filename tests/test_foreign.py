"""Text that others wrote: no terminal obeys it, no spreadsheet runs it, no page is reordered by it."""

from __future__ import annotations

import csv
import io
import traceback
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny import tiny_course

from course_utils import cli
from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.changes import Change
from course_utils.grading.course.foreign import defused, printable
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.course.records import GRADED, PARTLY_GRADED, SubmissionResult, TaskResult
from course_utils.grading.pages.class_report import write_report, write_student_page
from course_utils.grading.pages.leaderboard import Board, Place, write_leaderboard
from course_utils.grading.pages.progress_bar import Pace
from course_utils.grading.pages.terminal import changes_table, checks_table, class_table, collected_lines
from course_utils.grading.platforms.collect import CollectReport
from course_utils.grading.platforms.roster import Student
from course_utils.grading.platforms.tables import as_csv

ESCAPES = "\x1b]0;title\x07\x1b[2J\x1b[31m\x9b31m\rover\b\x00\N{RIGHT-TO-LEFT OVERRIDE}"
STEERING = set("\x1b\x07\x9b\r\b\x00\N{RIGHT-TO-LEFT OVERRIDE}")


def result() -> SubmissionResult:
    task = TaskResult(ESCAPES, ESCAPES, 1, 2, lesson=ESCAPES, note=ESCAPES, comment=ESCAPES)
    return SubmissionResult("01", f"ann{ESCAPES}", PARTLY_GRADED, 1, 2, [ESCAPES], [ESCAPES], [task], late=ESCAPES)


def test_no_table_lets_a_text_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    change = Change(*[ESCAPES] * 6)
    cli.console.print(class_table([result()], {f"ann{ESCAPES}": ESCAPES}, [Student(ESCAPES, ESCAPES)]), markup=True)
    cli.console.print(checks_table(result()), markup=True)
    cli.console.print(changes_table([change]), markup=True)
    for line in collected_lines(CollectReport(notes=[ESCAPES], replaced=[ESCAPES])):
        cli.console.print(line, soft_wrap=True)
    cli.aside.print(f"{ESCAPES} is in no row of the file")
    out, err = capsys.readouterr()
    assert "title" in out and "title" in err
    assert not STEERING & set(out + err)


def test_no_error_message_lets_a_text_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "find_course", lambda: open(ESCAPES.replace("\0", "")))  # noqa: SIM115
    result = CliRunner().invoke(cli.main, ["grade", "01"], color=True)
    assert result.exit_code == 2
    assert "\N{REPLACEMENT CHARACTER}]0;title" in result.output and not STEERING & set(result.output)


def test_no_page_shows_a_text_that_reorders_or_is_unseen(tmp_path: Path) -> None:
    names = {f"ann{ESCAPES}": ESCAPES}
    board = Board(ESCAPES, ESCAPES, 10, [Place("1", ESCAPES, 0.5, None, [])], {ESCAPES: 0.4}, 0)
    course = Course(tmp_path)
    pages = [
        write_student_page(result(), tmp_path / "student.html", ESCAPES, pseudonym=ESCAPES),
        write_report(ESCAPES, [result()], tmp_path / "class.html", {ESCAPES: (0.1, 0.9)}, {ESCAPES: 0.4}, names),
        write_leaderboard(course, "01", [board], with_names=True),
    ]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "title" in text and not STEERING & set(text)


def test_what_nbgrader_logs_of_an_error_steers_no_terminal() -> None:
    """Its own commands print the error of a link with a hostile name as Python does."""
    error = CourseError(f"{ESCAPES} is a link or a special file.")
    assert not STEERING & set("".join(traceback.format_exception(error))) and "title" in str(error)


def test_nbgraders_own_export_finds_no_formula_in_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = tiny_course(tmp_path)
    monkeypatch.chdir(tmp_path)
    with gradebook.connected(course) as book:
        gradebook.enter_students(course, [Student("ann", "=1+1", f"Lee{ESCAPES}", "@x"), Student("bob", "", "x;=1")])
        texts = [text for each in book.students for text in (each.first_name, each.last_name, each.email) if text]
    assert len(texts) > 3
    assert not [text for text in texts if text.startswith(("=", "@")) or ";=" in text or STEERING & set(text)]


def test_names_in_any_script_stay_as_they_are() -> None:
    for name in ("王小明", "Zoë Ångström", "O'Brien", "محمد علی‌پور", "שרה", "a\tb\nc", "🙂"):
        assert printable(name) == name


@pytest.mark.parametrize(
    "cell",
    ["x;=1+1", "x;=1+1;y", "x\t=1", "x,=1", "x|=1|y", 'x";=1', "x\n=1", " =1", "\u00a0=1", "a;+1;-1;@x;＝1", "x; \r=1"],
)
@pytest.mark.parametrize("written", [",", ";"])
@pytest.mark.parametrize("read", [",", ";", "\t", "|"])
def test_no_spreadsheet_finds_a_formula_whatever_it_cuts_at(cell: str, written: str, read: str) -> None:
    lines = as_csv([["student", "points"], [cell, "3"], ["ann", cell]], written)
    for row in csv.reader(io.StringIO(lines, newline=""), delimiter=read):
        for found in row:
            assert not found.strip().startswith(("=", "+", "-", "@")), row
    assert len(list(csv.reader(io.StringIO(lines, newline=""), delimiter=written))) == 3


def test_numbers_and_names_are_no_formulas() -> None:
    for cell in ("-", "-1.5", "+3", "12%", "Ann-Lee", "3"):
        assert defused(cell) == cell


def graded(student: str, graded_at: str = "9999-01-01T00:00:00+00:00") -> SubmissionResult:
    return SubmissionResult("01", student, GRADED, 0, 1, graded_at=graded_at)


def test_the_bar_names_who_runs_and_counts_only_what_ran() -> None:
    pace = Pace([f"s{number:02}" for number in range(42)], workers=2, start=0.0)
    for number in (0, 1):  # saved by an earlier run
        pace.done(graded(f"s{number:02}", "2020-01-01T00:00:00+00:00"), 5.0)
    assert (pace.running(), pace.left()) == ("Running s02, s03", "")
    pace.done(graded("s02"), 14.0)
    pace.done(graded("s03"), 15.0)  # a second later, for both ran at once
    assert (pace.running(), pace.left()) == ("Running s04, s05", "about 3 min left")
    assert Pace(["a", "b", "c", "d"], workers=4).running() == "Running a, b and 2 more"
    assert Pace(["a"], workers=0).running() == "Running the others"
