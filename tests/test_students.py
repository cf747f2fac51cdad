"""Lists of students: read as any program wrote them, and kept, so that names are known everywhere from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook
from tiny import ASSIGNMENT, tiny_course

from course_utils.cli import main
from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.students import keep_students, kept_students, names, not_handed_in
from course_utils.grading.course.layout import Course, CourseError
from course_utils.grading.platforms.roster import Student, read_students

EVE = "id,first_name,last_name\neve5,Eve,Fünf\n"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    course = tiny_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    return course


def students_in(tmp_path: Path, content: str | bytes) -> list[Student]:
    path = tmp_path / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_students(path)


@pytest.mark.parametrize(
    "content",
    [
        EVE,
        "\ufeff" + EVE,
        EVE.encode("cp1252"),
        EVE.encode("utf-16"),
        EVE.encode("utf-16-le"),
        EVE.replace(",", "\t").encode("utf-16-be"),
        EVE.replace("\n", "\r\n"),
        EVE.replace("\n", "\r"),
        "sep=;\n" + EVE.replace(",", ";"),
        "sep=,\r\n" + EVE,
        "\n \n" + EVE.replace("eve5", "\n , ,\neve5") + "\n\n,,,\n",
        "ID,First name,Last name\neve5,Eve,Fünf\n",
        "Student ID;Given Name;Family Name\n eve5 ; Eve ;Fünf \n",
        "Matrikelnummer;Nachname;Vorname\neve5;Fünf;Eve\n",
        "Prénom;Nom;Numéro d'étudiant\nEve;Fünf;eve5\n",
        "Nombre,Apellido(s),Nombre de usuario\nEve,Fünf,eve5\n",
        "姓,名,学号\nFünf,Eve,eve5\n",
        "Name;Vorname;Matrikelnr.\nFünf;Eve;eve5\n",
        "Surname,Name,Student number\nFünf,Eve,eve5\n",
        '"Name, Vorname";Kennung\n"Fünf, Eve";eve5\n',
        "id,name\neve5,\"Fünf, Eve\"\neve5,\"Fünf, Eve\"\n",
    ],
)  # fmt: skip
def test_one_list_as_many_programs_and_people_write_it(tmp_path: Path, content: str | bytes) -> None:
    assert students_in(tmp_path, content) == [Student("eve5", "Eve", "Fünf")]


def test_a_list_without_ids_knows_students_by_their_email(tmp_path: Path) -> None:
    (ann,) = students_in(tmp_path, "Vorname,Nachname,E-Mail-Adresse\nAnn,Eins,a@x.org\n")
    assert ann == Student("a@x.org", "Ann", "Eins", "a@x.org")


@pytest.mark.parametrize(("cell", "expected"), [("1041.0", "1041"), ("1.041E3", "1041"), ('="0042"', "0042")])
def test_an_id_that_a_spreadsheet_rewrote_without_loss_is_restored(tmp_path: Path, cell: str, expected: str) -> None:
    assert [student.id for student in students_in(tmp_path, f"id,name\n{cell},Ann\n")] == [expected]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("张伟", "gbk"), ("田中太郎", "cp932"), ("Łukasz Dvořák", "cp1250"), ("Пётр Титов", "cp1251"), ("José", "cp1252")],
)
def test_what_only_one_encoding_explains_is_read(tmp_path: Path, name: str, encoding: str) -> None:
    (student,) = students_in(tmp_path, f"id,name\nann,{name}\n".encode(encoding))
    assert student.name == name


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id,name\n1041,Bo\n1.23457E+11,Ann\n", "line 3: 1.23457E+11 is an id that a spreadsheet has rounded"),
        ("id,name,email\nann,Lee, Dr.,a@x\n", "line 2: there are more cells than columns. If a comma belongs to"),
        ('id,name\nann,"Lee\nbob,Bob\n', "line 3: the quotation marks do not match"),
        ("id,name\nann,Ann\n,Bob\n", "line 3: Bob has no id"),
        ("id,name\nann,Hélène\n".encode("cp1252"), "line 2 can be read as 'ann,Hélène' or 'ann,Hélčne'. Save it as"),
        ("id,name\nann,Yıldız\n".encode("cp1254"), "line 2 can be read as"),
        ("id,name\nann,Γιώργος\n".encode("cp1253"), "line 2 can be read as"),
        (b"PK\x03\x04", "is a spreadsheet. Save it as"),
    ],
)
def test_a_list_that_leaves_a_doubt_says_where_and_what_to_do(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(CourseError) as error:
        students_in(tmp_path, content)
    assert words in str(error.value)


def test_a_list_is_kept_and_asked_for_names(course: Course) -> None:
    keep_students(course, [Student("ann", "Ann", "Lee", "ann@x.org"), Student("bob")])
    (course.submitted / "ann" / ASSIGNMENT).mkdir(parents=True)
    assert names(course) == {"ann": "Ann Lee"}
    assert [student.id for student in not_handed_in(course, ASSIGNMENT)] == ["bob"]
    keep_students(course, [Student("cem", "Cem", "Drei")])
    assert [student.id for student in kept_students(course)] == ["ann", "bob", "cem"]


def test_what_is_kept_comes_back_as_it_was(course: Course) -> None:
    students = [
        Student("ann", "Ann", "Lee, Dr.", "ann@x.org", "Lab A", ("al23", "0042"), ("101", "7001")),
        Student("bob"),
    ]
    keep_students(course, students)
    assert kept_students(course) == students


def test_another_lists_students_keep_the_ids_by_which_the_class_knows_them(course: Course, tmp_path: Path) -> None:
    keep_students(course, [Student("ann", "Ann", "Lee", "ann@x.org"), Student("bob", "Bob", "Roe")])
    worksheet = students_in(
        tmp_path,
        "Identifier,Full name,Email address,Status,Grade\nParticipant 7,Ann Lee,ann@x.org,,\n"
        "Participant 8,Bob Roe,bob@x.org,,\nParticipant 9,Ann Lee,lee@x.org,,\n",
    )
    assert [student.id for student in keep_students(course, worksheet)] == ["ann", "bob", "lee@x.org"]
    ann, bob, other = kept_students(course)
    assert (ann.numbers, ann.name, bob.numbers, bob.email) == (("7",), "Ann Lee", ("8",), "bob@x.org")
    assert (other.id, other.numbers) == ("lee@x.org", ("9",))


def test_of_students_without_names_only_numbers_are_known_and_nothing_is_kept(course: Course) -> None:
    keep_students(course, [Student("ann", "Ann", "Lee", numbers=("9001",))])
    given = [Student("participant-9001", numbers=("9001",)), Student("participant-9002", numbers=("9002",))]
    assert [student.id for student in keep_students(course, given)] == ["ann", "participant-9002"]
    assert [student.id for student in kept_students(course)] == ["ann"]


def test_names_that_come_later_belong_to_what_was_collected_under_numbers(course: Course) -> None:
    for student in ("participant-9001", "participant-9002"):
        (course.submitted / student / ASSIGNMENT).mkdir(parents=True)
    keep_students(course, [Student("bob", "Bob", "Roe", "b@x.org")])
    given = [Student("a@x.org", "Ann", "Lee", "a@x.org", numbers=("9001",)), Student("b@x.org", email="b@x.org")]
    assert [student.id for student in keep_students(course, given)] == ["participant-9001", "bob"]
    assert names(course) == {"bob": "Bob Roe", "participant-9001": "Ann Lee"}


def test_a_kept_list_may_be_empty(course: Course) -> None:
    keep_students(course, [Student("participant-1", numbers=("1",))])
    assert kept_students(course) == []
    keep_students(course, [Student("ann", "Ann", "Lee")])
    assert names(course) == {"ann": "Ann Lee"}


def test_two_of_one_name_are_not_taken_for_one(course: Course) -> None:
    keep_students(course, [Student("ann1", "Ann", "Lee")])
    given = [Student("ann2", "Ann", "Lee"), Student("ann3", "Ann", "Lee")]
    assert [student.id for student in keep_students(course, given)] == ["ann2", "ann3"]


def test_names_given_once_are_in_the_gradebook_and_find_students_later(course: Course, tmp_path: Path) -> None:
    def collect(name: str, *options: str) -> tuple[int, str]:
        (tmp_path / name).write_text("{}", encoding="utf-8")
        result = CliRunner().invoke(main, ["collect", "01", str(tmp_path / name), *options])
        return result.exit_code, result.output

    roster = tmp_path / "list.csv"
    roster.write_text("id,name,email\ns1,Ann Lee,ann@x.org\ns2,Bob Roe,bob@x.org\n", encoding="utf-8")
    code, output = collect("s1.ipynb", "--students", str(roster))
    assert code == 0 and "Not handed in yet: Bob Roe (s2)." in output
    gradebook.generate(course, ASSIGNMENT)
    gradebook.ensure_in_gradebook(course, ASSIGNMENT)
    with Gradebook(f"sqlite:///{course.gradebook}") as entered:
        assert [(each.id, each.first_name, each.last_name, each.email) for each in entered.students] == [
            ("s1", "Ann", "Lee", "ann@x.org"),
            ("s2", "Bob", "Roe", "bob@x.org"),
        ]
    assert names(course) == {"s1": "Ann Lee", "s2": "Bob Roe"}
    assert collect("Bob Roe.ipynb") == (0, "1 submission taken, 0 refused.\n")
    assert sorted(path.name for path in course.submitted.iterdir()) == ["s1", "s2"]
    assert collect("mallory.ipynb")[0] == 1
