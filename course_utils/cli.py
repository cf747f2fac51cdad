"""The command `course`: what students and instructors type.

Each command is a thin layer over a function of `course_utils.grading`, which is imported when the command runs:
nbgrader and PyTorch take seconds. A user's mistake gets one clear line and exit status 2.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from course_utils.grading.course.foreign import printable
from course_utils.grading.course.layout import Course, CourseError, find_course, record_in

if TYPE_CHECKING:
    from course_utils.grading.course.records import SubmissionResult
    from course_utils.grading.platforms.export import Filled
    from course_utils.grading.platforms.roster import Student


class _Console(Console):
    """A terminal in which no foreign text can steer the cursor or the colours."""

    def render_str(self, text: str, **options: Any) -> Text:
        """Return a text to print, in which nothing but rich's own markup means anything."""
        return super().render_str(printable(text), **options)


console = _Console(highlight=False, markup=False)
aside = _Console(highlight=False, markup=False, stderr=True)  # what is said beside a file in the terminal
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOR_STUDENTS = ("lab", "check", "pack", "data")


class _UserMistake(click.ClickException):
    exit_code = 2

    def format_message(self) -> str:
        return printable(self.message)


class _Group(click.Group):
    """Turns the course's own errors into one line and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CourseError as error:
            raise _UserMistake(str(error)) from None
        except OSError as error:
            if error.filename is None:
                raise
            raise _UserMistake(f"{error.filename}: {error.strerror}.") from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order in which they are used

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in two sections: a student has use for few of them."""
        width = formatter.width - 6 - max(map(len, self.commands))
        lines = [(name, command.get_short_help_str(width)) for name, command in self.commands.items()]
        with formatter.section("For students and instructors"):
            formatter.write_dl([line for line in lines if line[0] in _FOR_STUDENTS])
        with formatter.section("For instructors"):
            formatter.write_dl([line for line in lines if line[0] not in _FOR_STUDENTS])


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="course-utils")
def main() -> None:
    """A course in PyTorch that grades itself.

    An assignment may be named by its beginning: `course check 06`.
    """


# For students


@main.command(context_settings={"ignore_unknown_options": True})
@click.option("--instructor", is_flag=True, help="With nbgrader's formgrader and the editor for assignments.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def lab(instructor: bool, arguments: tuple[str, ...]) -> None:
    """Open the course in JupyterLab; further ARGUMENTS go to JupyterLab, such as --no-browser."""
    from course_utils.lab.jupyterlab import run_lab

    sys.exit(run_lab(find_course().root, instructor, arguments))


@main.command()
@click.argument("assignment")
@click.argument("notebook", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(assignment: str, notebook: Path | None) -> None:
    """Run an assignment's checks on your notebook, and show them as a table.

    Without NOTEBOOK the one in assignments/ is checked; a notebook alone says itself which assignment it is. It is run
    from the beginning in a fresh kernel.
    """
    from course_utils.checks import progress
    from course_utils.grading.classroom.release import check_notebook
    from course_utils.grading.pages.terminal import checks_table
    from course_utils.grading.platforms.own import own_notebook

    course = find_course()
    name, path = own_notebook(course, assignment, notebook)
    with console.status(f"Running {path.name} from the beginning …"):
        result = check_notebook(course, name, path)
    for task in result.tasks:
        progress.remember(name, task.id, [check.name for check in task.checks if check.passed])
    for line in result.reasons:
        console.print(f"{line[0].upper()}{line[1:]}.", soft_wrap=True)
    if path.name != f"{name}.ipynb":
        console.print(f"Your notebook is {path}.", soft_wrap=True)
    console.print(checks_table(result), markup=True)
    for line in result.notes:
        console.print(f"Note: {line}.", soft_wrap=True)
    sys.exit(0 if result.has_all_judged_points else 1)


@main.command()
@click.argument("assignment")
@click.argument("notebook", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def pack(assignment: str, notebook: Path | None) -> None:
    """Pack your notebook and the files beside it into one zip, to hand in on a learning platform.

    Without NOTEBOOK the one in assignments/ is packed, as it was last saved. In the zip it has the assignment's name.
    """
    from course_utils.grading.platforms.own import own_notebook
    from course_utils.grading.platforms.pack import pack as make_zip

    course = find_course()
    name, path = own_notebook(course, assignment, notebook)
    packed = make_zip(course, name, path)
    if path.name != f"{name}.ipynb":
        console.print(f"Your notebook is {path}.", soft_wrap=True)
    if packed.is_blank:
        console.print(f"Nothing is answered in it yet: is {path} the right file, and saved?", soft_wrap=True)
    console.print(f"Hand in this file: {packed.path}", soft_wrap=True)
    console.print(f"In it: {', '.join(packed.files)}.", soft_wrap=True)
    for line in packed.left_out:
        console.print(f"Left out: {line}.", soft_wrap=True)


@main.command()
def data() -> None:
    """Fetch and verify the data sets; does nothing where all is there."""
    from course_utils.data import DataError, prepare

    try:
        prepare(progress=console.print)
    except DataError as error:
        raise CourseError(str(error)) from None


# For instructors


@main.command()
@click.argument("assignment")
def release(assignment: str) -> None:
    """Make assignments/ASSIGNMENT from solutions/ASSIGNMENT."""
    from course_utils.grading.classroom.release import release as make_release

    course = find_course()
    name = course.find_assignment(assignment)
    with console.status("Running the solution, which must pass its own checks …"):
        written = make_release(course, name)
    console.print(f"Released to {course.released(name).parent}" + (" with newly recorded values." if written else "."))


@main.command()
@click.argument("assignment")
@click.argument("when", required=False)
@click.option("--student", default="", help="Give this student an extension, or show or end it.")
def due(assignment: str, when: str | None, student: str) -> None:
    """Show when an assignment is due, or set it to WHEN, such as "2026-11-30 23:59"; "never" removes it.

    WHEN is by the class's clock, unless it ends in an offset such as +01:00; a date alone means 23:59 of that day. The
    clock is this computer's, or that of the time zone in nbgrader_config.py. What is handed in later loses points as
    nbgrader_config.py says, from the next `course grade` on. An extension is a span of time after the due date: it
    moves along with the date, and ends with it.
    """
    from course_utils.grading.classroom import due_dates
    from course_utils.grading.classroom.gradebook import late_policy

    course = find_course()
    name = course.find_assignment(assignment)
    policy = late_policy(course)
    if student:
        _check_student(course, student)
    if when is not None:
        moment = None if when == "never" else policy.moment(when)
        due_dates.extend(course, name, student, moment) if student else due_dates.set_due_date(course, name, moment)
    moment = due_dates.due_date(course, name)
    console.print(f"{name} is due on {policy.words(moment)}." if moment else f"{name} is never due.", soft_wrap=True)
    for each, extended in due_dates.extended(course, name).items():
        if student in ("", each):
            console.print(f"For {each} it is due on {policy.words(extended)}.", soft_wrap=True)


def _check_student(course: Course, student: str) -> None:
    """Refuse an id that nobody in the class has, and point at who may be meant: extensions come before the work."""
    from course_utils.grading.classroom.gradebook import known_students
    from course_utils.grading.classroom.students import similar_students
    from course_utils.grading.platforms.roster import problem_with_id, shown

    if problem := problem_with_id(student):
        raise _UserMistake(f"{shown(student)!r} cannot be a student's id: {problem}.")
    known = known_students(course)
    if not known:
        console.print(f"Note: nobody is known yet. Is the id {student} right?", soft_wrap=True)
    elif student not in known:
        similar = similar_students(student, known)
        meant = f" Did you mean {' or '.join(similar)}?" if similar else ""
        header = "" if course.students_file.exists() else ", below a first line that says id"
        where = f"If the id is right, add a line with it to {course.students_file}{header}."
        raise _UserMistake(f"Nobody in this class has the id {student}.{meant} {where}")


@main.command()
@click.argument("assignment")
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--students",
    type=_FILE,
    help="A CSV file with the columns id, first_name, last_name, email, or a platform's own list: no others are taken.",
)
def collect(assignment: str, sources: tuple[Path, ...], students: Path | None) -> None:
    """Take submissions into classroom/submitted/.

    SOURCES are zip files, folders or notebooks, as Moodle, Canvas or people make them. A list of students is kept, and
    serves from then on. The exit status is 1 where anything was refused.
    """
    from course_utils.grading.classroom.students import not_handed_in
    from course_utils.grading.pages.terminal import collected_lines
    from course_utils.grading.platforms.collect import collect as take
    from course_utils.grading.submission.belonging import cell_names

    course = find_course()
    name = course.find_assignment(assignment)
    known = _kept(course, students) if students else _known_students(course)
    course.make_classroom()
    report = take(list(sources), name, course.submitted, known or None, cell_names(course))
    for line in collected_lines(report, not_handed_in(course, name)):
        console.print(line, soft_wrap=True)
    if students:
        from course_utils.grading.classroom.gradebook import enter_students

        enter_students(course, _known_students(course))
    sys.exit(1 if report.refused or not report.accepted else 0)


def _known_students(course: Course) -> list[Student]:
    from course_utils.grading.classroom.students import kept_students

    return kept_students(course)


def _kept(course: Course, path: Path) -> list[Student]:
    """Read a list of students, and keep it with the class."""
    from course_utils.grading.classroom.students import keep_students
    from course_utils.grading.platforms.roster import read_students

    given = read_students(path)
    students = keep_students(course, given)
    for student, now in zip(given, students, strict=True):
        if student.id != now.id:
            aside.print(f"note     {student.id} is known as {now.id} here ({now.name or now.email}).", soft_wrap=True)
    return students


def _how_to_grade(command: Callable[..., None]) -> Callable[..., None]:
    """Add what `grade` and `regrade` take."""
    for parameter in (
        click.option("--scheduler", default="", help="A Dask scheduler, such as tcp://host:8786, to run on."),
        click.option(
            "--isolation", help="namespaces, bubblewrap or none; by default the best that this machine offers."
        ),
        click.option(
            "--workers", type=click.IntRange(min=1), help="Submissions run at once; by default one per processor."
        ),
        click.argument("students", nargs=-1),
        click.argument("assignment"),
    ):
        command = parameter(command)
    return command


@main.command()
@_how_to_grade
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON and nothing else.")
def grade(
    assignment: str,
    students: tuple[str, ...],
    workers: int | None,
    isolation: str | None,
    scheduler: str,
    as_json: bool,
) -> None:
    """Grade what was handed in, all of it or that of STUDENTS."""
    course = find_course()
    name = course.find_assignment(assignment)
    chosen = _chosen_students(course, name, students)
    results = _graded(course, name, chosen, workers=workers, isolation=isolation, scheduler=scheduler, quiet=as_json)
    from course_utils.grading.classroom.students import names, not_handed_in  # after the grader's process is started
    from course_utils.grading.classroom.totals import as_they_count
    from course_utils.grading.pages.terminal import class_table

    results = as_they_count(course, name, results)
    if as_json:
        known = names(course)
        records = [{**vars(each), "name": known.get(each.student, ""), "final": each.final} for each in results]
        lines = [printable(json.dumps(record, ensure_ascii=False, default=vars)) for record in records]
        print("[" + ",\n".join(lines) + "]")  # one line per student
    else:
        absent = [] if students else not_handed_in(course, name)
        console.print(class_table(results, names(course), absent, console.width), markup=True)
    sys.exit(1 if _not_graded(results) else 0)


@main.command()
@_how_to_grade
def regrade(
    assignment: str, students: tuple[str, ...], workers: int | None, isolation: str | None, scheduler: str
) -> None:
    """Grade again, and list whose points changed and why.

    With STUDENTS, their submissions are run afresh. Without, everybody is judged by the checks as they are now, after a
    test was fixed and released again, for example; only what the change concerns is run.
    """
    from course_utils.grading.classroom import changes as again
    from course_utils.grading.classroom.students import names
    from course_utils.grading.pages.terminal import changes_table

    course = find_course()
    name = course.find_assignment(assignment)
    chosen = _chosen_students(course, name, students)
    before = again.state(course, name)
    results = _graded(
        course, name, chosen, workers=workers, isolation=isolation, scheduler=scheduler, afresh=bool(students)
    )
    changes = again.changes(before, again.state(course, name))
    if changes:
        console.print(changes_table(changes, names(course)), markup=True)
        path = again.write_changes(course, name, changes)
        renew = f"`course feedback {assignment}` renews the students' pages."
        console.print(f"The list: {path}. {renew}", soft_wrap=True)
    else:
        console.print("Nobody's points changed.")
    missing = _not_graded(results)
    for result in missing:
        console.print(f"{result.student} is not graded: {'; '.join(result.reasons)}", soft_wrap=True)
    sys.exit(1 if missing else 0)


def _graded(
    course: Course,
    assignment: str,
    students: list[str],
    *,
    workers: int | None,
    isolation: str | None,
    scheduler: str,
    quiet: bool = False,
    afresh: bool = False,
) -> list[SubmissionResult]:
    """Grade; what takes seconds to start is started first, and warms up while this process imports what grades."""
    from course_utils.grading.kernels.fork_client import early_fork_server

    is_needed = afresh or any(_is_new(course, assignment, student) for student in students)
    with early_fork_server(course.master(assignment), isolation, scheduler) if is_needed else nullcontext() as server:
        from course_utils.grading.kernels.provisioners import best_isolation, require_isolation
        from course_utils.grading.pages.progress_bar import grade_with_progress

        gc.freeze()  # what is imported stays; to look through it again takes a while, most of all at the end
        level = require_isolation(isolation) if isolation else best_isolation()
        return grade_with_progress(
            course,
            assignment,
            students,
            level,
            console,
            workers=workers,
            quiet=quiet,
            scheduler=scheduler,
            afresh=afresh,
            server=server,
        )


def _is_new(course: Course, assignment: str, student: str) -> bool:
    """Whether a notebook came after it was graded last, as far as the files' times tell."""
    notebook, record = course.handed_in(assignment, student), record_in(course.results, assignment, student)
    try:
        return notebook.stat().st_mtime > record.stat().st_mtime
    except OSError:
        return True


def _chosen_students(course: Course, assignment: str, students: tuple[str, ...]) -> list[str]:
    known = course.students(assignment)
    if not known:
        take_in = f"`course collect {assignment} FILE`"
        raise CourseError(f"Nobody has handed in {assignment}. Take submissions in with {take_in}.")
    if unknown := sorted(set(students) - set(known)):
        raise CourseError(f"{', '.join(unknown)} has not handed in {assignment}.")
    return sorted(set(students)) or known


def _not_graded(results: list[SubmissionResult]) -> list[SubmissionResult]:
    from course_utils.grading.course.records import NOT_GRADED

    return [result for result in results if result.status == NOT_GRADED]


@main.command()
@click.argument("assignment")
def feedback(assignment: str) -> None:
    """Make a feedback page for every graded student, in classroom/feedback/."""
    from course_utils.grading.pages.feedback import make_feedback

    course = find_course()
    name = course.find_assignment(assignment)
    with console.status("Writing feedback …"):
        written = make_feedback(course, name)
    console.print(f"{len(written.overviews)} feedback pages in {course.feedback}", soft_wrap=True)
    for line in written.missing:
        console.print(line, soft_wrap=True)
    sys.exit(1 if written.missing else 0)


@main.command()
@click.argument("assignment")
def report(assignment: str) -> None:
    """Write the report about a graded class: one HTML page."""
    from course_utils.grading.pages.feedback import make_report

    course = find_course()
    with console.status("Drawing …"):
        path = make_report(course, course.find_assignment(assignment))
    console.print(f"Report: {path}", soft_wrap=True)


@main.command()
@click.argument("assignment")
@click.option("--names", "with_names", is_flag=True, help="With the students' names and ids: not for the class.")
def leaderboard(assignment: str, with_names: bool) -> None:
    """Rank a graded class by its accuracy on held-out rows, under pseudonyms: a table, and an HTML page.

    For every assignment with a check of an accuracy. Students whose difference may be chance share a rank.
    """
    from course_utils.grading.pages.leaderboard import leaderboards, write_leaderboard
    from course_utils.grading.pages.terminal import leaderboard_table

    course = find_course()
    name = course.find_assignment(assignment)
    boards = leaderboards(course, name, with_names)
    for board in boards:
        console.print(leaderboard_table(board), markup=True)
    console.print(f"Page: {write_leaderboard(course, name, boards, with_names)}", soft_wrap=True)


@main.command()
@click.argument("assignment")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many pairs to show.")
def similarity(assignment: str, top: int) -> None:
    """Rank pairs of submissions by the code that they share, and show the most alike side by side.

    A reason to look, not a verdict: short tasks have few right answers.
    """
    from course_utils.grading.classroom.students import names
    from course_utils.grading.pages.similarity import compare, write_similarity_page
    from course_utils.grading.pages.terminal import pairs_table

    course = find_course()
    name = course.find_assignment(assignment)
    _chosen_students(course, name, ())
    with console.status("Comparing …"):
        comparison = compare(course, name)
        path = write_similarity_page(course, name, comparison, top)
    console.print(pairs_table(comparison, top, names(course)), markup=True)
    console.print(f"Side by side: {path}", soft_wrap=True)


@main.command()
@click.argument("assignment")
@click.option("--into", type=_FILE, help="The CSV file that Canvas or Moodle exported: it comes back with the points.")
@click.option("--column", default="", help="The column for the points in that file, or its beginning.")
@click.option("--students", type=_FILE, help="A list of students, as for `collect`: it tells whose row is whose.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; by default the terminal.")
def export(assignment: str, into: Path | None, column: str, students: Path | None, output: Path | None) -> None:
    """Export the points, as the gradebook has them: as plain CSV, or in the form that Canvas and Moodle import.

    For a platform, export its own file first and name it with --into: Canvas's gradebook, Moodle's grading worksheet
    or Moodle's gradebook. The points go into it, net of late penalties; all else stays as it is.
    """
    from course_utils.grading.classroom import gradebook
    from course_utils.grading.classroom.totals import class_totals

    if into is None and (column or students):
        raise _UserMistake("--column and --students are about the platform's file: name that with --into.")
    if into and output and into.resolve() == output.resolve():
        raise _UserMistake(f"--output would overwrite the platform's file {into}: name another file.")
    course = find_course()
    name = course.find_assignment(assignment)
    results = class_totals(course, name)
    if not results:
        gradebook.scores(course, name)  # says what is missing
    filled = _filled(course, into, name, results, column, students) if into else None
    text = filled.text if filled else gradebook.as_csv(results)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        console.print(f"Points written to {output}", soft_wrap=True)
    _tell_about(results)
    if filled:
        _tell_filled(filled)
        sys.exit(1 if filled.missing else 0)


def _filled(
    course: Course, into: Path, assignment: str, results: list[SubmissionResult], column: str, students: Path | None
) -> Filled:
    from course_utils.grading.platforms.export import fill
    from course_utils.grading.platforms.tables import read_table

    known = _kept(course, students) if students else _known_students(course)
    return fill(read_table(into, "a platform's file"), assignment, results, column, known)


def _tell_about(results: list[SubmissionResult]) -> None:
    """Name on the side those whose 0 points nobody decided on, what waits for points, and what was set by hand."""
    for result in _not_graded(results):
        if result.points == 0:
            aside.print(f"{result.student} is not graded and goes out with 0 points.", soft_wrap=True)
    for result in results:
        for task in result.waiting:
            aside.print(f"{result.student}: {task.title or task.id} {task.waits}.", soft_wrap=True)
        for line in filter(None, (result.by_hand, *(f"comment: {comment}" for comment in result.comments))):
            aside.print(f"{result.student}: {line}", soft_wrap=True)


def _tell_filled(filled: Filled) -> None:
    """Say on the side what became of the points, so that the file in the terminal stays clean."""
    from course_utils.grading.platforms.roster import shown

    for line in (*filled.missing, *filled.notes):
        aside.print(line, soft_wrap=True)
    aside.print(f"{len(filled.students)} students' points are in the column {shown(filled.column)!r}.", soft_wrap=True)


# For everybody


@main.command()
def doctor() -> None:
    """Check that everything the course needs is there."""
    from course_utils.lab.doctor import examine

    findings = examine()
    for finding in findings:
        mark = "[green]✓[/]" if finding.ok else "[red]✗[/]" if finding.needed else "–"
        console.print(mark, escape(f"{finding.what}: {finding.detail}"), soft_wrap=True, markup=True)
    sys.exit(0 if all(finding.ok for finding in findings if finding.needed) else 1)


@main.command()
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="By default build/demo in the course.")
def demo(folder: Path | None) -> None:
    """Let a class of simulated students go from release to report, in a scratch folder."""
    from course_utils.grading.simulated.demo import run_demo

    course = find_course()
    run_demo(course, folder or course.root / "build" / "demo", console)


if __name__ == "__main__":
    main()
