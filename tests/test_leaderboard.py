"""The leaderboard: ranks that say no more than is known, and names that hide everybody and hurt nobody."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_notebook

from conftest import ROOT
from course_utils import data
from course_utils.cli import main
from course_utils.grading.course import CONFIG_FILE, Course, CourseError
from course_utils.grading.leaderboard import leaderboards, wilson, write_leaderboard
from course_utils.grading.pseudonyms import LONGEST, chosen_in, look_of, pseudonyms, readable
from course_utils.grading.report import write_student_page
from course_utils.grading.results import GRADED, NOT_GRADED, SubmissionResult, read_result, write_result

COMPETITION, CHECK = "13_find_your_field", "held-out fields"
CLASS = (
    "id,first_name,last_name,email\nann-01,Ann,Lee,al@uni.edu\nbob-02,Bob,Stone,bs@uni.edu\ncat-03,Cat,Ng,cn@uni.edu\n"
)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course with the real assignments and a list of three students."""
    for name in ("solutions", "assignments"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / CONFIG_FILE, tmp_path)
    course = Course(tmp_path)
    course.make_classroom()
    course.students_file.write_text(CLASS, encoding="utf-8")
    monkeypatch.setenv("COURSE_KEY", "a key for tests of the leaderboard")
    monkeypatch.delenv("COURSE_GRADED_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    return course


def graded(
    course: Course,
    student: str,
    value: float | None,
    pseudonym: str = "",
    work: str = "first",
    assignment: str = COMPETITION,
    check: str = CHECK,
) -> None:
    """Write a student's record as grading does."""
    accuracies = {} if value is None else {check: value}
    status = NOT_GRADED if value is None else GRADED
    result = SubmissionResult(assignment, student, status, 16.0, 20.0, accuracies=accuracies, work=work)
    result.pseudonym = pseudonym
    write_result(course.results, result)


def names_of(course: Course, **chosen: str) -> dict[str, str]:
    results = [SubmissionResult(COMPETITION, s, GRADED, 0, 20, pseudonym=text) for s, text in chosen.items()]
    return pseudonyms(course, COMPETITION, results)


def lines(course: Course) -> list[tuple[str, str, float]]:
    return [(place.rank, place.name, place.value) for place in leaderboards(course, COMPETITION)[0].places]


def page_of(course: Course, with_names: bool = False) -> str:
    boards = leaderboards(course, COMPETITION, with_names)
    return write_leaderboard(course, COMPETITION, boards, with_names).read_text(encoding="utf-8")


# Ranks


def test_those_who_may_differ_by_chance_share_a_rank(course: Course) -> None:
    for student, value in (("a", 0.88), ("b", 0.865), ("c", 0.855), ("d", 0.855), ("e", 0.5)):
        graded(course, student, value, pseudonym=f"player {student}")
    assert lines(course) == [
        ("1=", "player a", 0.88),
        ("1=", "player b", 0.865),
        ("3=", "player c", 0.855),  # not better than b beyond chance, but worse than a
        ("3=", "player d", 0.855),
        ("5", "player e", 0.5),
    ]


def test_the_interval_is_that_of_all_held_out_rows(course: Course) -> None:
    graded(course, "a", 0.88)
    (board,) = leaderboards(course, COMPETITION)
    assert board.num_rows == len(data.load_table("crops", "test")) == 4000
    assert board.places[0].interval == pytest.approx((0.8695, 0.8897), abs=1e-4)
    assert wilson(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(1.0, 50).high == pytest.approx(1.0)


def test_a_measure_without_an_interval_ranks_by_what_is_shown(course: Course) -> None:
    assignment = "07_losses"  # its check measures F1
    checks = [board.check for board in (_boards_of(course, assignment))]
    for student, value in (("a", 0.5001), ("b", 0.4999), ("c", 0.4)):
        graded(course, student, value, student * 3, assignment=assignment, check=checks[0])
    places = leaderboards(course, assignment)[0].places
    assert [(place.rank, place.interval) for place in places] == [("1=", None), ("1=", None), ("3", None)]


def _boards_of(course: Course, assignment: str) -> list:
    graded(course, "z", None, assignment=assignment)
    return leaderboards(course, assignment)


@pytest.mark.parametrize("assignment", sorted(path.name for path in (ROOT / "assignments").iterdir()))
def test_every_assignment_with_an_accuracy_has_a_leaderboard_and_no_other(course: Course, assignment: str) -> None:
    has_one = '"kind": "accuracy"' in (ROOT / "assignments" / assignment / "checks.json").read_text(encoding="utf-8")
    if has_one:
        assert _boards_of(course, assignment)[0].absent == 1
    else:
        with pytest.raises(CourseError, match="no accuracy check"):
            _boards_of(course, assignment)


def test_baselines_stand_among_the_students(course: Course) -> None:
    graded(course, "a", 0.9, "first")
    graded(course, "b", 0.1, "last")
    (board,) = leaderboards(course, COMPETITION)
    assert len(board.baselines) >= 3
    shown = [line.name for line in board.lines]
    assert shown[0] == "first"
    assert shown[-1] == "last"
    assert set(shown[1:-1]) == set(board.baselines)
    assert all(line.rank == "" for line in board.lines[1:-1])


def test_whoever_has_no_accuracy_is_counted_and_not_ranked(course: Course) -> None:
    graded(course, "a", 0.9, "first")
    graded(course, "b", None)
    graded(course, "c", float("nan"))
    assert [rank for rank, _, _ in lines(course)] == ["1"]
    assert "2 submissions without a place" in page_of(course)


# Earlier works


def test_every_work_that_was_handed_in_before_is_remembered_once(course: Course) -> None:
    for work, value in (("one", 0.5), ("one", 0.51), ("two", 0.6), ("two", 0.6), ("three", 0.7)):
        graded(course, "a", value, "climber", work)
    (board,) = leaderboards(course, COMPETITION)
    assert (board.places[0].value, board.places[0].history) == (0.7, [0.51, 0.6])
    assert [each["work"] for each in read_result(course.results, COMPETITION, "a").history] == ["one", "two"]
    assert "0.510, 0.600" in page_of(course)


def test_a_work_that_could_not_be_graded_leaves_the_history_as_it_is(course: Course) -> None:
    graded(course, "a", 0.5, "climber", "one")
    graded(course, "a", None, "climber", "broken")
    graded(course, "a", 0.7, "climber", "two")
    assert leaderboards(course, COMPETITION)[0].places[0].history == [0.5]


# Names


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Grace H", "Grace H"),
        ("Zoë", "Zoë"),
        ("张伟", "张伟"),
        ("<b>Eve</b>", "bEveb"),
        ("<script>alert(1)</script>", "scriptalert1script"),
        ("\u202egnorw\u202c", "gnorw"),
        ("up\x1b[31m\x07", "up31m"),
        ("a\u0301\u0302\u0303\u0304\u0305", "á"),
        ("two\n lines\t here", "two lines here"),
        ("x" * 1000, "x" * LONGEST),
        ("ﬁne", "fine"),
        ("\u3164\u3164", ""),
        ("\u200b\u200d", ""),
        ("🙂🙂", ""),
        ("12", ""),
        ("-'-", ""),
        ("", ""),
    ],
)
def test_of_a_chosen_name_letters_and_digits_are_shown(written: str, shown: str) -> None:
    assert readable(written) == shown


def test_a_chosen_name_is_read_and_never_run() -> None:
    def chosen(*sources: str) -> str | None:
        return chosen_in(new_notebook(cells=[new_code_cell(source) for source in sources]))

    assert chosen('pseudonym = "one"', 'pseudonym = "two"') == "two"
    assert chosen('pseudonym = "one"', "pseudonym = open('x').read()") == "one"
    assert chosen('pseudonym = ""') == ""
    assert chosen('pseudonym: str = "Night Owl"', "pseudonym: str") == "Night Owl"
    assert chosen("pseudonym = 3", "x = 1") is None
    assert chosen("pseudonym = (") is None


@pytest.mark.parametrize(
    "taken",
    [
        "Ann Lee",
        "ann lee",
        "AnnLee",
        "Lee",
        "Queen Ann",
        "bob-02",
        "bob02",
        "Bob",
        "The Stone",
        "аnn",
        "B0b",
        "Ánn",
        "cat 03",
    ],
)
def test_a_name_or_an_id_of_the_class_is_never_shown(course: Course, taken: str) -> None:
    called = names_of(course, **{"bob-02": taken, "cat-03": "Zebra"})
    assert called["bob-02"] == names_of(course, **{"bob-02": ""})["bob-02"]
    assert called["cat-03"] == "Zebra"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Otto", "Otto"), ("Otto", "otto"), ("Otto", "0tto"), ("Otto", "Оttо"), ("Mill", "Mi11"), ("a b", "ab")],
)
def test_names_that_look_alike_get_an_addition(course: Course, one: str, other: str) -> None:
    called = names_of(course, x=one, y=other)
    assert look_of(called["x"]) != look_of(called["y"])
    assert called["x"].startswith(f"{one} · ")
    assert called["y"].startswith(f"{other} · ")


def test_the_derived_name_of_another_cannot_be_taken(course: Course) -> None:
    leader = names_of(course, x="", y="")["x"]
    called = names_of(course, x="", y=leader)
    assert called["x"] == leader
    assert called["y"] == names_of(course, x="", y="")["y"]


def test_derived_names_differ_are_stable_and_need_the_key(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    students = {f"student{number}": "" for number in range(300)}
    called = names_of(course, **students)
    assert len(set(map(look_of, called.values()))) == 300
    assert names_of(course, **students) == called
    monkeypatch.setenv("COURSE_KEY", "another key")
    same = [student for student, name in names_of(course, **students).items() if name == called[student]]
    assert len(same) < 5


def test_a_derived_name_is_nobodys_real_one(course: Course) -> None:
    words = sorted(
        {word for name in names_of(course, **{f"s{n}": "" for n in range(200)}).values() for word in name.split()}
    )
    people = "".join(f"p{number},{word},X\n" for number, word in enumerate(words[:-3]))
    course.students_file.write_text(f"id,first_name,last_name\n{people}", encoding="utf-8")
    for name in names_of(course, s0="", s1="", s2="").values():
        assert not set(name.split()) & set(words[:-3])


# The pages


def test_no_name_and_no_id_is_on_the_page_unless_asked_for(course: Course) -> None:
    for student in ("ann-01", "bob-02", "cat-03"):
        graded(course, student, 0.8)
    done = CliRunner().invoke(main, ["leaderboard", "13"], env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    page = page_of(course)
    for secret in ("ann-01", "Ann", "Lee", "Stone", "bob-02", "cat-03", "uni.edu"):
        assert secret not in page
        assert secret not in done.output.replace(str(course.root), "")
    done = CliRunner().invoke(main, ["leaderboard", "13", "--names"], env={"COLUMNS": "200"})
    assert "Ann Lee (ann-01): " in done.output
    assert "not for" in done.output or "with-names" in done.output
    assert "Bob Stone (bob-02): " in page_of(course, with_names=True)
    assert "bob-02" not in page_of(course)  # the other page is another file


def test_the_page_stands_alone_and_shows_a_hostile_name_as_text(course: Course) -> None:
    graded(course, "ann-01", 0.8, '<img src=x onerror=alert(1)> "')
    soup = BeautifulSoup(page_of(course), "html.parser")
    assert soup.find_all(["script", "img", "link", "iframe"]) == []
    assert "imgsrcx" in soup.get_text().replace(" ", "")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    assert "default-src 'none'" in str(policy["content"])


def test_nothing_on_the_page_is_about_single_held_out_rows(course: Course) -> None:
    graded(course, "ann-01", 0.8)
    page = page_of(course)
    labels = data.load_table("crops", "test").labels.tolist()
    assert str(labels[:8])[1:-1] not in page
    assert not any(name in page for name in data.TABLE_CARDS["crops"].class_names)


@pytest.mark.parametrize(("grades", "words"), [([], "Nothing is graded yet"), ([0.5], "")])
def test_the_command_says_what_is_missing(course: Course, grades: list[float], words: str) -> None:
    for value in grades:
        graded(course, "a", value)
    done = CliRunner().invoke(main, ["leaderboard", "13"])
    assert (done.exit_code, words in done.output) == (0 if grades else 2, True)


def test_the_released_competition_asks_for_a_name() -> None:
    notebook = nbformat.read(ROOT / "assignments" / COMPETITION / f"{COMPETITION}.ipynb", as_version=4)
    assert chosen_in(notebook) == ""


def test_feedback_tells_a_student_the_name_on_the_leaderboard(tmp_path: Path) -> None:
    result = SubmissionResult(COMPETITION, "ann-01", GRADED, 16.0, 20.0, accuracies={CHECK: 0.8})
    page = write_student_page(result, tmp_path / "page.html", "Ann Lee", "Quiet <Owl>").read_text(encoding="utf-8")
    text = BeautifulSoup(page, "html.parser").get_text()
    assert "On the leaderboard you're called “Quiet <Owl>”." in text
    assert "leaderboard" not in write_student_page(result, tmp_path / "page.html").read_text(encoding="utf-8")
