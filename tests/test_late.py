"""Late work: what the policy takes off, and that every page and table says so."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta

import nbformat
import pytest
from click.testing import CliRunner
from dateutil import tz
from tiny import ASSIGNMENT, NAIVE, SOFTMAX, submit, tiny_course

from course_utils.cli import main
from course_utils.grading.classroom import due_dates, gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.late import Lateness, LatePolicy, late_words
from course_utils.grading.classroom.release import release
from course_utils.grading.classroom.students import keep_students
from course_utils.grading.course.layout import TIMESTAMP_FILE, TIMESTAMP_FORMAT, CourseError
from course_utils.grading.course.notebooks import read_notebook
from course_utils.grading.course.records import read_result
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.pages.feedback import make_feedback, make_report
from course_utils.grading.platforms.roster import Student

RIGHT = {"softmax": SOFTMAX, "double": "def double(x):\n    return x + x"}
DUE = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
MINUTE, HOUR, DAY = 60, 3600, 86400


@pytest.mark.parametrize(
    ("seconds", "share"),
    [(0, 0), (HOUR, 0), (HOUR + 1, 0.1), (DAY, 0.1), (DAY + HOUR, 0.1), (DAY + HOUR + 1, 0.2), (40 * DAY, 0.5)],
)
def test_a_share_for_each_started_day_after_the_grace_and_up_to_the_cap(seconds, share):
    assert LatePolicy().share(seconds) == pytest.approx(share)
    assert LatePolicy().late_submission_penalty("ann", 8, seconds) == pytest.approx(8 * share)


def test_settings_change_the_policy():
    policy = LatePolicy(penalty_per_day=0.25, grace_minutes=0, largest_penalty=1)
    assert [policy.share(seconds) for seconds in (0, 1, DAY, DAY + 1, 9 * DAY)] == [0, 0.25, 0.25, 0.5, 1]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (2 * DAY + 3 * HOUR + 5 * MINUTE, "Handed in 2 days 3 hours after the due date: 30% of the points, 2.4, are"),
        (61 * MINUTE, "Handed in 1 hour 1 minute after"),
    ],
)
def test_the_words_say_how_late_and_what_it_costs(seconds, words):
    lateness = Lateness(DUE, DUE + timedelta(seconds=seconds))
    share = LatePolicy().share_of(lateness)
    assert late_words(lateness.words(), share, 8 * share).startswith(words)
    assert late_words("", 0, 0) == ""


@pytest.mark.parametrize(
    ("zone", "due", "handed_in", "days", "words"),
    [
        ("Europe/Berlin", "2026-10-24 23:59", "2026-10-24 23:30", 0, ""),
        ("Europe/Berlin", "2026-10-24 23:59", "2026-10-25 00:30", 0, "31 minutes"),  # within the grace
        ("Europe/Berlin", "2026-10-24 23:59", "2026-10-25 23:59", 1, "1 day"),
        ("Europe/Berlin", "2026-10-24 23:59", "2026-10-26 00:30", 1, "1 day"),  # 25 and a half hours
        ("Europe/Berlin", "2026-10-24 23:59", "2026-10-26 01:30", 2, "1 day 1 hour"),
        ("Europe/Berlin", "2027-03-27 23:59", "2027-03-29 00:30", 1, "1 day"),  # 23 and a half hours
        ("Europe/Berlin", "2027-03-27 23:59", "2027-03-29 01:00", 2, "1 day 1 hour"),  # exactly 24 hours
        ("Europe/Berlin", "2027-03-27 01:30", "2027-03-28 03:20", 1, "1 day"),  # 02:30 is not there
        ("Europe/Berlin", "2026-10-24 01:30", "2026-10-25 02:20", 1, "1 day"),  # 02:30 is there twice
        ("America/New_York", "2026-10-31 23:59", "2026-11-02 00:30", 1, "1 day"),
        ("Australia/Sydney", "2027-04-03 23:59", "2027-04-05 00:30", 1, "1 day"),
        ("Asia/Kolkata", "2026-10-24 23:59", "2026-10-26 00:30", 1, "1 day"),
    ],
)
def test_days_are_those_of_the_clock(zone, due, handed_in, days, words):
    clock = tz.gettz(zone)
    lateness = Lateness(*(datetime.fromisoformat(time).replace(tzinfo=clock) for time in (due, handed_in)))
    assert lateness.started_days(timedelta(hours=1)) == days
    assert words in (lateness.words() if words else "")


def test_an_unknown_time_zone_is_refused(tmp_path):
    course = tiny_course(tmp_path / "course")
    config = course.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text(encoding='utf-8')}\nc.LatePolicy.time_zone = 'Berlin'\n", encoding="utf-8")
    with pytest.raises(CourseError, match="no time zone 'Berlin'; write it like Europe/Berlin"):
        gradebook.late_policy(course)


def hand_in(course, student, seconds, **answers):
    """Hand in right answers and `answers`, so many seconds after the due date of the class."""
    submit(course, student, **{**RIGHT, **answers})
    time = (DUE + timedelta(seconds=seconds)).strftime(TIMESTAMP_FORMAT)
    (course.submitted / student / ASSIGNMENT / TIMESTAMP_FILE).write_text(time, encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class of four: in time, within the grace, two days late, and late with half of the points."""
    course = tiny_course(tmp_path_factory.mktemp("late") / "course")
    release(course, ASSIGNMENT)
    due_dates.set_due_date(course, ASSIGNMENT, DUE)
    times = {"ann": -DAY, "bob": HOUR, "cat": DAY + 2 * HOUR, "dan": 9 * DAY}
    for student, seconds in times.items():
        hand_in(course, student, seconds, **({"softmax": NAIVE} if student == "dan" else {}))
    submit(course, "eve", **RIGHT)  # a platform that tells no times
    grade(course, ASSIGNMENT, course.students(ASSIGNMENT), best_isolation())
    return course


@pytest.mark.slow
def test_points_are_net_of_the_penalty(course):
    scores = {score.student: score for score in gradebook.scores(course, ASSIGNMENT)}
    assert {student: score.points for student, score in scores.items()} == {
        **dict.fromkeys(("ann", "bob", "cat", "eve"), 4.0),
        "dan": 2.5,
    }
    assert {student: score.final for student, score in scores.items()} == pytest.approx(
        {"ann": 4, "bob": 4, "cat": 3.2, "dan": 1.25, "eve": 4}
    )
    assert "cat,01_tiny,3.2,4,0.8" in gradebook.as_csv(list(scores.values())).splitlines()


@pytest.mark.slow
def test_the_record_the_feedback_and_the_report_say_so(course):
    words = "Handed in 1 day 2 hours after the due date: 20% of the points, 0.8, are taken off."
    cat = read_result(course.results, ASSIGNMENT, "cat")
    assert (cat.points, cat.late_penalty, cat.late) == (4, 0.8, words)
    pages = {
        page.parents[1].name: page.read_text(encoding="utf-8") for page in make_feedback(course, ASSIGNMENT).overviews
    }
    assert words in pages["cat"]
    assert not any("after the due date" in pages[student] for student in ("ann", "bob", "eve"))
    assert make_report(course, ASSIGNMENT).read_text(encoding="utf-8").count("after the due date") == 2


@pytest.mark.slow
def test_another_due_date_counts_from_the_next_grading_on(course, monkeypatch):
    monkeypatch.chdir(course.root)
    result = CliRunner().invoke(main, ["due", "01", (DUE + timedelta(days=2)).isoformat()])
    assert result.exit_code == 0 and "01_tiny is due on" in result.output
    assert due_dates.due_date(course, ASSIGNMENT) == DUE + timedelta(days=2)
    grade(course, ASSIGNMENT, ["cat"], best_isolation())
    assert read_result(course.results, ASSIGNMENT, "cat").late == ""
    assert CliRunner().invoke(main, ["due", "01", "never"]).output == "01_tiny is never due.\n"
    release(course, ASSIGNMENT)
    due_dates.set_due_date(course, ASSIGNMENT, DUE)
    release(course, ASSIGNMENT)
    assert due_dates.due_date(course, ASSIGNMENT) == DUE, "releasing again keeps the due date"


@pytest.mark.slow
def test_points_set_by_hand_stay_and_lose_their_share_at_the_next_grading(course):
    due_dates.set_due_date(course, ASSIGNMENT, DUE)
    with gradebook.connected(course) as book:
        book.find_grade("softmax_test", ASSIGNMENT, ASSIGNMENT, "dan").manual_score = 3
        book.db.commit()
    grade(course, ASSIGNMENT, ["dan"], best_isolation())
    (dan,) = [score for score in gradebook.scores(course, ASSIGNMENT) if score.student == "dan"]
    assert (dan.points, dan.late_penalty, dan.final) == (4, 2, 2)


@pytest.mark.slow
def test_points_reach_the_platform_net_of_the_penalty(course, tmp_path, monkeypatch):
    monkeypatch.chdir(course.root)
    due_dates.set_due_date(course, ASSIGNMENT, DUE)
    grade(course, ASSIGNMENT, ["cat"], best_isolation())
    template = tmp_path / "canvas.csv"
    template.write_text(
        "Student,ID,SIS Login ID,Section,01 tiny (7)\nPoints Possible,,,,4\nCat,1,cat,A,\nZoe,2,zoe,A,\n", "utf-8"
    )
    result = CliRunner().invoke(main, ["export", "01", "--into", str(template)])
    assert "Cat,1,cat,A,3.2\nZoe,2,zoe,A,\n" in result.stdout
    assert "ann is in no row" in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize("setting", ["penalty_per_day = 10", "grace_minutes = 'an hour'"])
def test_a_wrong_setting_stops_before_anything_is_graded(tmp_path, setting):
    course = tiny_course(tmp_path / "course")
    config = course.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text(encoding='utf-8')}\nc.LatePolicy.{setting}\n", encoding="utf-8")
    with pytest.raises(CourseError, match="late policy that cannot be"):
        grade(course, ASSIGNMENT, ["ann"], best_isolation())


def test_a_date_that_is_none_gets_one_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tiny_course(tmp_path / "course").root)
    result = CliRunner().invoke(main, ["due", "01", "next Monday"])
    assert result.exit_code == 2
    assert "'next Monday' is not a time. Write it like this: 2026-11-30 23:59" in result.output


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-11-30", "Monday, 30 November 2026, 23:59"),
        ("2026-11-30 12:15", "Monday, 30 November 2026, 12:15"),
        ("2026-11-30 00:00", "Monday, 30 November 2026, 00:00"),
    ],
)
def test_a_date_alone_lasts_until_the_end_of_the_day(when, words):
    policy = LatePolicy()
    assert policy.words(policy.moment(when)).startswith(words)


def final_points(course):
    return {score.student: score.final for score in gradebook.scores(course, ASSIGNMENT)}


def listed_by_nbgrader(course):
    """Return whose submissions the formgrader lists, and whether points by hand are awaited."""
    with gradebook.connected(course) as book:
        return {each["student"]: each["needs_manual_grade"] for each in book.submission_dicts(ASSIGNMENT)}


@pytest.fixture
def due_course(tmp_path, monkeypatch):
    course = tiny_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    due_dates.set_due_date(course, ASSIGNMENT, DUE)
    return course


@pytest.mark.slow
def test_an_extension_before_the_work_is_no_submission_and_counts_when_it_comes(due_course):
    course = due_course
    for student in ("ann", "cat"):
        due_dates.extend(course, ASSIGNMENT, student, DUE + timedelta(days=1))
    assert final_points(course) == {} and listed_by_nbgrader(course) == {}
    add_task(course)
    release(course, ASSIGNMENT)
    for student in ("ann", "bob", "cat"):
        hand_in(course, student, DAY + 2 * HOUR)
    (course.submitted / "cat" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text("{", encoding="utf-8")
    grade(course, ASSIGNMENT, ["ann", "bob", "cat"], best_isolation())
    assert final_points(course) == pytest.approx({"ann": 4.5, "bob": 4, "cat": 0})  # of 5
    assert listed_by_nbgrader(course) == dict.fromkeys(("ann", "bob", "cat"), False)
    lines = {student: read_result(course.results, ASSIGNMENT, student).late for student in ("ann", "bob")}
    assert lines["ann"] == "Handed in 2 hours after the due date: 10% of the points, 0.5, are taken off."
    assert lines["bob"].startswith("Handed in 1 day 2 hours after the due date: 20%")


def add_task(course):
    """Give the master another point: nbgrader forbids that once there is a submission with notebooks."""
    path = course.master(ASSIGNMENT)
    notebook = read_notebook(path)
    cell = copy.deepcopy(notebook.cells[-1])
    cell.id = cell.metadata.nbgrader.grade_id = "another_test"
    notebook.cells.append(cell)
    nbformat.write(notebook, path)


@pytest.mark.slow
def test_an_extension_after_the_work_counts_from_the_next_grading_on_until_it_ends(course):
    due_dates.set_due_date(course, ASSIGNMENT, DUE)
    points = []
    for date in (DUE + timedelta(days=2), None):
        due_dates.extend(course, ASSIGNMENT, "cat", date)
        grade(course, ASSIGNMENT, ["cat"], best_isolation())
        points.append((final_points(course)["cat"], read_result(course.results, ASSIGNMENT, "cat").late_penalty))
    assert points == [(4, 0), (pytest.approx(3.2), 0.8)]


@pytest.mark.slow
def test_extensions_are_shown_move_along_with_the_date_and_end(due_course):
    def due(*arguments):
        result = CliRunner().invoke(main, ["due", "01", *arguments])
        assert result.exit_code == 0, result.output
        return result.output

    assert "Note: nobody is known yet. Is the id ann right?" in due("2026-12-03T12:00Z", "--student", "ann")
    (due_course.submitted / "bob").mkdir(parents=True)
    assert "Note" not in due("2026-12-04T12:00Z", "--student", "bob")
    days = {"ann": datetime(2026, 12, 3, 12, tzinfo=UTC), "bob": datetime(2026, 12, 4, 12, tzinfo=UTC)}
    assert due_dates.extended(due_course, ASSIGNMENT) == days
    due_dates.set_due_date(due_course, ASSIGNMENT, DUE + timedelta(days=1))
    assert "For ann it is due on Friday, 04 December 2026" in due()
    assert "For ann" not in due("--student", "bob")
    assert "For bob" not in due("never", "--student", "bob")
    assert list(due_dates.extended(due_course, ASSIGNMENT)) == ["ann"]
    assert due("never") == "01_tiny is never due.\n"
    due_dates.set_due_date(due_course, ASSIGNMENT, DUE)
    assert due_dates.extended(due_course, ASSIGNMENT) == {}
    with gradebook.connected(due_course) as book:
        assert book.find_assignment(ASSIGNMENT).num_submissions == 0


@pytest.mark.slow
def test_an_extension_that_cannot_be_gets_one_line(due_course, monkeypatch):
    def refusal(*arguments):
        result = CliRunner().invoke(main, ["due", "01", *arguments])
        assert result.exit_code == 2
        return result.output

    monkeypatch.setenv("TZ", "Europe/Berlin")
    words = "is due: Monday, 30 November 2026, 23:59 CET (this computer's time)"
    assert words in refusal("2026-11-30T22:59Z", "--student", "ann")
    assert "'../ann' cannot be a student's id" in refusal("2026-12-03", "--student", "../ann")
    due_dates.set_due_date(due_course, ASSIGNMENT, None)
    assert "01_tiny is never due. Set a due date first" in refusal("2026-12-03", "--student", "ann")


@pytest.mark.slow
def test_an_id_that_nobody_has_is_refused_with_who_may_be_meant(due_course):
    keep_students(due_course, [Student("ana-lopez", "Ana", "López"), Student("s1041", "Jürgen", "Müller")])
    for given, meant in {"anna": "ana-lopez", "jurgen": "s1041", "s1014": "s1041", "muller": "s1041"}.items():
        result = CliRunner().invoke(main, ["due", "01", "2026-12-03", "--student", given])
        assert result.exit_code == 2
        assert f"Nobody in this class has the id {given}. Did you mean {meant}?" in result.output
    assert "Did you mean" not in CliRunner().invoke(main, ["due", "01", "--student", "xyz"]).output
    assert CliRunner().invoke(main, ["due", "01", "2026-12-03", "--student", "ana-lopez"]).exit_code == 0
    assert set(gradebook.known_students(due_course)) == {"ana-lopez", "s1041"}, "no student was made of a mistake"


@pytest.mark.slow
def test_dates_are_those_of_the_classs_time_zone(due_course):
    config = due_course.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text('utf-8')}\nc.LatePolicy.time_zone = 'Europe/Berlin'\n", encoding="utf-8")
    shown = CliRunner().invoke(main, ["due", "01", "2026-10-24"]).output
    assert "Saturday, 24 October 2026, 23:59 CEST (Europe/Berlin time)." in " ".join(shown.split())
    assert due_dates.due_date(due_course, ASSIGNMENT) == datetime(2026, 10, 24, 21, 59, tzinfo=UTC)
    CliRunner().invoke(main, ["due", "01", "2026-10-31 23:59", "--student", "ann"])
    assert due_dates.extended(due_course, ASSIGNMENT) == {"ann": datetime(2026, 10, 31, 22, 59, tzinfo=UTC)}
    CliRunner().invoke(main, ["due", "01", "2026-10-10"])  # before the clocks change, as is a week later
    assert due_dates.extended(due_course, ASSIGNMENT) == {"ann": datetime(2026, 10, 17, 21, 59, tzinfo=UTC)}
    release(due_course, ASSIGNMENT)
    hand_in(due_course, "bob", 0)
    (due_course.submitted / "bob" / ASSIGNMENT / TIMESTAMP_FILE).write_text("2026-10-25 23:30:00 UTC", "utf-8")
    CliRunner().invoke(main, ["due", "01", "2026-10-24"])
    grade(due_course, ASSIGNMENT, ["bob"], best_isolation())
    bob = read_result(due_course.results, ASSIGNMENT, "bob")
    assert (bob.late_by, bob.late_share) == ("1 day", 0.1), "25 and a half hours later, which is half past midnight"
