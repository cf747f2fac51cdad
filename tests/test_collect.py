"""Collecting: every known shape of a download is understood, and nothing hostile gets beyond the list of refusals."""

import io
import os
import stat
import struct
import time
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.coursedir import CourseDirectory

from course_utils.grading.course.layout import CourseError
from course_utils.grading.pages.terminal import collected_lines
from course_utils.grading.platforms import bundles, untrusted_files
from course_utils.grading.platforms import collect as collect_module
from course_utils.grading.platforms.collect import CollectReport, collect
from course_utils.grading.platforms.roster import Student, derive_id, read_students

ASSIGNMENT = "06_rnn_text_classification"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
ANN = Student("ann", "Ann", "Lee", "ann.lee@example.org")
BOB = Student("bob", "Bob", "de Vries", "bob@example.org")
MORNING, NOON = (2026, 11, 2, 9, 0, 0), (2026, 11, 2, 12, 0, 0)

Members = dict[str, bytes | str]


@pytest.fixture
def submitted(tmp_path: Path) -> Path:
    return tmp_path / "classroom" / "submitted"


def zip_bytes(members: Members, date_time: tuple[int, ...] = NOON, **options: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo("placeholder", date_time)  # type: ignore[arg-type]
            info.filename = name  # past the tidying that the constructor does
            info.compress_type = options.get("compress_type", zipfile.ZIP_DEFLATED)
            info.external_attr = options.get("mode", stat.S_IFREG | 0o644) << 16
            archive.writestr(info, content)
    return packed.getvalue()


def make_zip(path: Path, members: Members, date_time: tuple[int, ...] = NOON, **options: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zip_bytes(members, date_time, **options))
    return path


def make_folder(folder: Path, members: Members) -> Path:
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def collected(submitted: Path) -> dict[str, str]:
    """Return all that lies below `submitted`: path to content."""
    paths = [path for path in submitted.rglob("*") if not path.is_dir()]
    return {path.relative_to(submitted).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


def notebooks(submitted: Path) -> dict[str, str]:
    """Return the content of each student's notebook."""
    return {path.parts[-3]: path.read_text(encoding="utf-8") for path in sorted(submitted.glob(f"*/*/{NOTEBOOK}"))}


def reasons(report: CollectReport) -> str:
    return "\n".join(f"{refusal.file}: {refusal.reason}" for refusal in report.refused)


# The shapes that platforms and people make ------------------------------------------------------------------


def test_moodle_zip(tmp_path: Path, submitted: Path) -> None:
    source = make_zip(
        tmp_path / "Course-Assignment 6-4711.zip",
        {
            "Ann Lee_12345_assignsubmission_file_/my work.ipynb": "ann's",
            "Ann Lee_12345_assignsubmission_onlinetext_/onlinetext.html": "see the file",
            "Bob de Vries_12346_assignsubmission_file_/06_rnn_text_classification.ipynb": "bob's",
        },
    )
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann-lee": "ann's", "bob-de-vries": "bob's"}
    assert report.accepted == {name: submitted / name / ASSIGNMENT / NOTEBOOK for name in ("ann-lee", "bob-de-vries")}
    assert not report.refused and not report.replaced
    submitted_2 = submitted.with_name("with a list")
    collect([source], ASSIGNMENT, submitted_2, [ANN, BOB])
    assert notebooks(submitted_2) == {"ann": "ann's", "bob": "bob's"}


def test_moodle_zip_without_folders(tmp_path: Path, submitted: Path) -> None:
    source = make_zip(tmp_path / "all.zip", {"Ann Lee_12345_assignsubmission_file_my work.ipynb": "ann's"})
    collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann-lee": "ann's"}


def test_canvas_zip(tmp_path: Path, submitted: Path) -> None:
    source = make_zip(
        tmp_path / "submissions.zip",
        {
            "leeann_12345_67890_06_rnn_text_classification.ipynb": "ann's",
            "leeann_12345_67891_helper.py": "x = 1",
            "devriesbob_LATE_222_333_06_rnn_text_classification-1.ipynb": "bob's",
        },
    )
    report = collect([source], ASSIGNMENT, submitted, [ANN, BOB])
    assert notebooks(submitted) == {"ann": "ann's", "bob": "bob's"}
    assert collected(submitted)[f"ann/{ASSIGNMENT}/helper.py"] == "x = 1"
    assert report.notes[0].endswith("only those that the platform marks count as late.")
    assert report.notes[1].startswith("bob: the platform marks the submission as late, but not by how much")


def test_canvas_gives_the_owner_whatever_a_student_calls_the_file(tmp_path: Path, submitted: Path) -> None:
    names = ["leeann_1_2_bob_06_rnn_text_classification.ipynb", "leeann_1_3_bob_7_assignsubmission_file_x.ipynb"]
    for name in names:
        report = collect([make_zip(tmp_path / "all.zip", {name: "ann's"})], ASSIGNMENT, submitted, [ANN, BOB])
        assert set(report.accepted) == {"ann"}


def test_folder_made_by_hand(tmp_path: Path, submitted: Path) -> None:
    source = make_folder(
        tmp_path / "downloads",
        {
            "ann.ipynb": "1",
            "bob_06_rnn_text_classification.ipynb": "2",
            "cleo/06_rnn_text_classification.ipynb": "3",
            "dan.zip": zip_bytes({"some folder/work.ipynb": "4"}),
            "eve (1).ipynb": "5",
            "fay/06_rnn_text_classification/06_rnn_text_classification.ipynb": "6",
            "readme.txt": "whose?",
        },
    )
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == dict(zip(["ann", "bob", "cleo", "dan", "eve", "fay"], "123456", strict=True))
    assert reasons(report) == "downloads/readme.txt: is beside the students' work, but belongs to nobody"


def test_zip_of_each_student_inside_a_class_zip(tmp_path: Path, submitted: Path) -> None:
    inner = zip_bytes({"work/06_rnn_text_classification.ipynb": "ann's", "work/model.pt": "weights"})
    source = make_zip(
        tmp_path / "class.zip", {"Ann Lee_1_assignsubmission_file_/handed in.zip": inner, "bob.zip": inner}
    )
    collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann-lee": "ann's", "bob": "ann's"}
    assert collected(submitted)[f"ann-lee/{ASSIGNMENT}/model.pt"] == "weights"


@pytest.mark.parametrize("wrapper", ["submissions", ASSIGNMENT, f"{ASSIGNMENT}/submissions"])
def test_folder_around_everything_is_no_student(tmp_path: Path, submitted: Path, wrapper: str) -> None:
    members: Members = {f"{wrapper}/ann/work.ipynb": "1", f"{wrapper}/bob.ipynb": "2", "__MACOSX/._bob.ipynb": "junk"}
    report = collect([make_zip(tmp_path / "class.zip", members)], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann": "1", "bob": "2"}
    assert not report.refused


def test_one_students_zip_folder_or_notebook_is_named_by_itself(tmp_path: Path, submitted: Path) -> None:
    sources = [
        make_zip(tmp_path / "ann.zip", {NOTEBOOK: "1", "data/x.csv": "a,b"}),
        make_folder(tmp_path / "bob", {NOTEBOOK: "2"}),
        make_zip(tmp_path / "cleo_06_rnn_text_classification.zip", {f"{ASSIGNMENT}/{NOTEBOOK}": "3"}),
        make_folder(tmp_path / "single", {"dan.ipynb": "4"}) / "dan.ipynb",
    ]
    report = collect(sources, ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann": "1", "bob": "2", "cleo": "3", "dan": "4"}
    assert collected(submitted)[f"ann/{ASSIGNMENT}/data/x.csv"] == "a,b"
    assert not report.refused


def test_folder_with_a_copy_beside_the_notebook_is_still_one_students(tmp_path: Path, submitted: Path) -> None:
    members: Members = {f"ann/{NOTEBOOK}": "the one", f"ann/{ASSIGNMENT}-Copy1.ipynb": "no", "ann/scratch.ipynb": "no"}
    collect([make_zip(tmp_path / "class.zip", members)], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann": "the one"}


def test_notebook_that_does_not_say_whose_it_is(tmp_path: Path, submitted: Path) -> None:
    folder = make_folder(tmp_path / "downloads", {NOTEBOOK: "whose?", "bob.ipynb": "bob's"})
    report = collect([folder, folder / NOTEBOOK], ASSIGNMENT, submitted)
    assert set(notebooks(submitted)) == {"bob"}
    assert reasons(report).count("does not say whose it is: rename it to <student>.ipynb") == 2


def test_notebook_that_is_no_json_is_for_the_grader_to_judge(tmp_path: Path, submitted: Path) -> None:
    source = make_folder(tmp_path / "downloads", {"ann.ipynb": "not json", "bob.ipynb": ""})
    assert set(collect([source], ASSIGNMENT, submitted).accepted) == {"ann", "bob"}
    assert notebooks(submitted) == {"ann": "not json", "bob": ""}


def test_work_without_a_notebook_or_with_a_choice_of_them(tmp_path: Path, submitted: Path) -> None:
    source = make_folder(
        tmp_path / "downloads",
        {
            "ann/report.pdf": "",
            "bob/a.ipynb": "",
            "bob/b.ipynb": "",
            "cleo.zip": zip_bytes({"inner.zip": zip_bytes({})}),
        },
    )
    report = collect([source], ASSIGNMENT, submitted)
    assert collected(submitted) == {}
    assert "ann/report.pdf: holds no notebook" in reasons(report)
    assert f"holds several notebooks, and none is called {NOTEBOOK}: a.ipynb, b.ipynb" in reasons(report)
    assert "cleo.zip: holds no notebook (an archive inside an archive is not opened)" in reasons(report)


def test_source_that_is_something_else(tmp_path: Path, submitted: Path) -> None:
    folder = make_folder(tmp_path / "downloads", {"class.rar": "", "class.zip": "no zip"})
    report = collect([folder / "class.rar", folder / "class.zip"], ASSIGNMENT, submitted)
    assert [refusal.file for refusal in report.refused] == ["class.rar", "class.zip"]


# Whose it is ------------------------------------------------------------------------------------------------


def test_list_of_students(tmp_path: Path, submitted: Path) -> None:
    path = tmp_path / "students.csv"
    path.write_text("\ufeffid,first_name,last_name,email\nann,Ann,Lee,ann.lee@example.org\nz2,Zoë,Müller\n", "utf-8")
    names = ["ANN", "ann.lee@example.org", "Lee, Ann", "leeann", "Zoe\u0308 MÜLLER"]
    for name in names:
        source = make_folder(tmp_path / name, {f"{name}_{NOTEBOOK}": name})
        (student,) = collect([source], ASSIGNMENT, submitted, read_students(path)).accepted
        assert student == ("z2" if "Z" in name else "ann")
        assert notebooks(submitted)[student] == name


def test_unknown_and_ambiguous_names_are_refused(tmp_path: Path, submitted: Path) -> None:
    twin = Student("ann2", "Ann", "Lee")
    source = make_folder(tmp_path / "downloads", {"Ann Lee.ipynb": "", "mallory.ipynb": "", "ann2.ipynb": "hers"})
    report = collect([source], ASSIGNMENT, submitted, [ANN, twin])
    assert notebooks(submitted) == {"ann2": "hers"}
    assert "'Ann Lee' can be any of ann, ann2" in reasons(report)
    assert "'mallory' is not in the list of students" in reasons(report)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no list of students"),
        ("name,points\nann,3\n", "no list of students. Its columns are: name, points"),
        ("id\n../evil\n", "line 2: '../evil' cannot be an id"),
        ("id\nann\n\n.hidden\n", "cannot be an id"),
        ("id\n-rf\n", "cannot be an id"),
        ("id\nAnn\nann\n", "line 3: the id 'ann' is taken by 'Ann' above"),
        ("id\naux\n", "Windows cannot store"),
    ],
)
def test_bad_list_of_students(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "students.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=message):
        read_students(path)


def test_list_of_students_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "students.csv"
    with pytest.raises(CourseError, match="cannot be read"):
        read_students(path)
    path.write_bytes(b"id\n\xb6\n")
    with pytest.raises(CourseError, match="cannot be read"):
        read_students(path)


def test_rule_for_ids() -> None:
    names = {
        "Ann B. Lee": "ann-b.-lee",
        "李 雷": "李-雷",
        "O'Neil, Zoe\u0308": "o-neil-zoë",
        "x@y.org": "x@y.org",
        "／etc": "etc",
    }
    assert {name: derive_id(name) for name in names} == names


@pytest.mark.parametrize("name", ["..", ".hidden", "-rf", "***", "CON", "nul.txt", "x" * 65, "．．"])
def test_name_that_makes_no_safe_id(tmp_path: Path, submitted: Path, name: str) -> None:
    report = collect([make_zip(tmp_path / "class.zip", {f"{name}_{NOTEBOOK}": ""})], ASSIGNMENT, submitted)
    assert len(report.refused) == 1
    assert collected(submitted) == {}


def test_names_that_look_alike_are_not_merged(tmp_path: Path, submitted: Path) -> None:
    members: Members = {"Zoe\u0301/a.ipynb": "1", "Zoé/a.ipynb": "2", "Ann Lee/a.ipynb": "3", "ann-LEE/a.ipynb": "4"}
    report = collect([make_zip(tmp_path / "class.zip", members)], ASSIGNMENT, submitted)
    assert collected(submitted) == {}
    assert len(report.refused) == 4
    assert reasons(report).count("several names give the same student id") == 4


def test_names_that_the_list_gives_to_one_student_are_merged(tmp_path: Path, submitted: Path) -> None:
    members: Members = {"Ann Lee/a.ipynb": "1", "leeann.ipynb": "2"}
    report = collect([make_zip(tmp_path / "class.zip", members)], ASSIGNMENT, submitted, [ANN, BOB])
    assert notebooks(submitted) == {"ann": "2"}, "with equal times, the last one named"
    assert report.replaced and not report.refused


def test_two_students_of_one_name_are_told_apart_by_the_platforms_number(tmp_path: Path, submitted: Path) -> None:
    members: Members = {f"Ann Lee_{number}_assignsubmission_file_/a.ipynb": number for number in "12"}
    source = make_zip(tmp_path / "class.zip", members)
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann-lee-1": "1", "ann-lee-2": "2"}
    assert "several students called Ann Lee: here they are ann-lee-1, ann-lee-2" in report.notes[-1]
    twins = [Student("ann", "Ann", "Lee", numbers=("1",)), Student("lee", "Ann", "Lee", numbers=("2", "7"))]
    listed = submitted.with_name("listed")
    assert not collect([source], ASSIGNMENT, listed, twins).refused
    assert notebooks(listed) == {"ann": "1", "lee": "2"}


def test_two_students_of_one_name_of_whom_the_list_knows_one_or_no_number(tmp_path: Path, submitted: Path) -> None:
    members: Members = {f"Ann Lee_{number}_assignsubmission_file_/a.ipynb": "" for number in (1, 2)}
    source = make_zip(tmp_path / "class.zip", members)
    report = collect([source], ASSIGNMENT, submitted, [ANN])
    assert not report.accepted
    assert (
        reasons(report).count("several students called 'Ann Lee', the list of students one: provide the platform") == 2
    )
    report = collect([source], ASSIGNMENT, submitted, [ANN, Student("lee", "Ann", "Lee")])
    assert not report.accepted
    assert (
        reasons(report).count("can be any of ann, lee: provide the platform's own list (--students), whose numbers")
        == 2
    )


def test_a_number_that_is_another_students_is_a_doubt(tmp_path: Path, submitted: Path) -> None:
    source = make_zip(tmp_path / "class.zip", {"Ann Lee_2_assignsubmission_file_/a.ipynb": ""})
    report = collect([source], ASSIGNMENT, submitted, [ANN, Student("bob", "Bob", "Roe", numbers=("2",))])
    assert "is 'Ann Lee' by its name, but bob by the platform's number" in reasons(report)


def test_id_that_differs_from_a_collected_one_only_in_case(tmp_path: Path, submitted: Path) -> None:
    (submitted / "ANN").mkdir(parents=True)
    report = collect([make_folder(tmp_path / "d", {"ann.ipynb": ""})], ASSIGNMENT, submitted)
    assert "differs from 'ANN', already collected, only in spelling" in reasons(report)
    assert not (submitted / "ann" / ASSIGNMENT).exists()


# Names that do not say how their letters are stored --------------------------------------------------------


def unflagged_zip(path: Path, names: list[bytes], extra: bytes = b"") -> Path:
    """Make a zip whose names do not say that they are in UTF-8, each with its place in the list as the content."""

    class Info(zipfile.ZipInfo):
        raw = b""

        def _encodeFilenameFlags(self) -> tuple[bytes, int]:
            return self.raw, self.flag_bits & ~0x800

    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(names):
            info = Info("x", (2026, 11, 2, 9, number, 0))
            info.raw, info.filename, info.extra = name, name.decode("cp437"), extra
            archive.writestr(info, str(number))
    return path


@pytest.mark.parametrize(
    ("names", "encoding", "ids"),
    [
        (["Ju\u0308rgen Mu\u0308ller/a.ipynb", "陈静/a.ipynb"], "utf-8", ["jürgen-müller", "陈静"]),
        (["张伟/a.ipynb", "李娜/作业一.ipynb"], "gbk", ["张伟", "李娜"]),
        (["Jürgen Groß/a.ipynb", "Zoë Ångström/a.ipynb"], "cp437", ["jürgen-gross", "zoë-ångström"]),
        (["José João/a.ipynb", "ann/a.ipynb"], "cp850", ["ann", "josé-joão"]),
        (["Иван Петров/a.ipynb"], "cp866", ["иван-петров"]),
        (["田中太郎/a.ipynb"], "cp932", ["田中太郎"]),
        (["Jürgen_1_assignsubmission_file_/a.ipynb"], "cp1252", ["jürgen"]),
    ],
)
def test_unflagged_names_are_read_as_what_fits_and_that_is_said(
    tmp_path: Path, submitted: Path, names: list[str], encoding: str, ids: list[str]
) -> None:
    report = collect(
        [unflagged_zip(tmp_path / "class.zip", [each.encode(encoding) for each in names])], "06", submitted
    )
    assert sorted(report.accepted) == ids
    said = [note for note in report.notes if f"Read as {encoding.upper()}" in note]
    assert len(said) == (encoding != "utf-8"), "UTF-8 leaves no doubt, all else may be wrong"


def test_names_that_can_be_read_in_several_ways_are_asked_about(tmp_path: Path, submitted: Path) -> None:
    source = unflagged_zip(tmp_path / "class.zip", ["김민수/a.ipynb".encode("cp949"), b"ann/a.ipynb"])
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann": "1"}
    assert "letters can be read in several ways: provide a list of students (--students)" in reasons(report)
    report = collect([source], ASSIGNMENT, submitted, [Student("kim", "민수", "김"), Student("ann")])
    assert sorted(report.accepted) == ["ann", "kim"] and not report.refused and not report.notes


def test_one_odd_name_does_not_hide_the_others(tmp_path: Path, submitted: Path) -> None:
    names = ["张伟/a.ipynb".encode("gbk"), "李娜/a.ipynb".encode("gbk"), b"ann/\xff\x81\x1b.py", b"ann/a.ipynb"]
    report = collect([unflagged_zip(tmp_path / "class.zip", names)], ASSIGNMENT, submitted)
    assert sorted(report.accepted) == ["ann", "张伟", "李娜"]
    assert len(report.refused) == 1 and report.refused[0].file.isprintable()


def test_in_a_students_own_zip_a_name_in_doubt_is_no_reason_to_refuse(tmp_path: Path, submitted: Path) -> None:
    inner = unflagged_zip(tmp_path / "inner.zip", ["김민수.ipynb".encode("cp949")]).read_bytes()
    report = collect([make_zip(tmp_path / "class.zip", {"ann.zip": inner})], ASSIGNMENT, submitted)
    assert set(report.accepted) == {"ann"} and not report.refused and not report.notes


def test_namesakes_of_whose_name_no_id_can_be_made_are_refused(tmp_path: Path, submitted: Path) -> None:
    members: Members = {f".Lee_{number}_assignsubmission_file_/a.ipynb": "" for number in (1, 2)}
    report = collect([make_zip(tmp_path / "class.zip", {**members, "bob/a.ipynb": ""})], ASSIGNMENT, submitted)
    assert set(report.accepted) == {"bob"} and len(report.refused) == 2


def test_the_name_that_an_archive_repeats_in_utf_8_counts(tmp_path: Path, submitted: Path) -> None:
    raw, told = "Zoë/a.ipynb".encode("cp850"), "Žoë/a.ipynb".encode()
    extra = struct.pack("<HHBI", 0x7075, 5 + len(told), 1, zlib.crc32(raw)) + told
    report = collect([unflagged_zip(tmp_path / "class.zip", [raw], extra)], ASSIGNMENT, submitted)
    assert set(report.accepted) == {"žoë"} and not report.notes


def test_backslashes_are_separators(tmp_path: Path, submitted: Path) -> None:
    members: Members = {"class\\": "", "class\\ann\\a.ipynb": "1", "class\\ann\\b\\x.csv": "x", "class\\bob.ipynb": "2"}
    report = collect([make_zip(tmp_path / "class.zip", members)], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann": "1", "bob": "2"} and not report.refused
    assert f"ann/{ASSIGNMENT}/b/x.csv" in collected(submitted)


def test_a_helpers_name_is_stored_as_python_imports_it(tmp_path: Path, submitted: Path) -> None:
    make_folder(tmp_path / "d", {f"ann/{NOTEBOOK}": "", "ann/gro\u0308sse.py": "x = 1"})
    collect([tmp_path / "d"], ASSIGNMENT, submitted)
    assert f"ann/{ASSIGNMENT}/gr\N{LATIN SMALL LETTER O WITH DIAERESIS}sse.py" in collected(submitted)


# Hidden names, teams, and what other platforms make ---------------------------------------------------------

HIDDEN = {f"Participant_{number}_assignsubmission_file_/a.ipynb": f"{number}" for number in (9001, 9002)}


def test_hidden_names_give_ids_of_their_numbers(tmp_path: Path, submitted: Path) -> None:
    report = collect([make_zip(tmp_path / "class.zip", HIDDEN)], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"participant-9001": "9001", "participant-9002": "9002"}
    assert any("The platform hides the names" in note for note in report.notes)
    alone = make_zip(tmp_path / "one.zip", {"Teilnehmerin_7_assignsubmission_file_/a.ipynb": ""})
    assert set(collect([alone], ASSIGNMENT, submitted).accepted) == {"teilnehmerin-7"}


def test_the_worksheet_is_the_key_to_hidden_names(tmp_path: Path, submitted: Path) -> None:
    worksheet = tmp_path / "worksheet.csv"
    source = make_zip(tmp_path / "class.zip", HIDDEN)
    worksheet.write_text("Identifier,Status,Grade\nParticipant 9001,,\nParticipant 9002,,\n", encoding="utf-8")
    report = collect([source], ASSIGNMENT, submitted, read_students(worksheet))
    assert sorted(report.accepted) == ["participant-9001", "participant-9002"]
    names = (
        "Identifier,Full name,Email address\nParticipant 9002,Ann Lee,lee@x.org\nParticipant 9003,Ann Lee,ann@x.org\n"
    )
    worksheet.write_text(names, encoding="utf-8")
    report = collect([source], ASSIGNMENT, submitted, read_students(worksheet))
    assert sorted(report.accepted) == ["lee@x.org"]
    assert "has no name (Participant 9001), and the list of students does not have this number" in reasons(report)


def test_a_teams_work_counts_for_each_member_that_moodle_names(tmp_path: Path, submitted: Path) -> None:
    team: Members = {
        f"Lab A-{name}_{len(name)}_assignsubmission_file_/a.ipynb": "A" for name in ("Ann Lee", "Cem Drei")
    }
    source = make_zip(tmp_path / "class.zip", {**team, "Lab B-Bob Roe_9_assignsubmission_file_/a.ipynb": "B"})
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann-lee": "A", "bob-roe": "B", "cem-drei": "A"}
    assert any("teams (Lab A: Ann Lee, Cem Drei; Lab B: Bob Roe)" in note for note in report.notes)
    students = [ANN, Student("bob", "Bob", "Roe"), Student("cem", "Cem", "Drei")]
    listed = submitted.with_name("listed")
    collect([source], ASSIGNMENT, listed, students)
    assert notebooks(listed) == {"ann": "A", "bob": "B", "cem": "A"}


def test_where_a_teams_name_ends_is_not_guessed(tmp_path: Path, submitted: Path) -> None:
    members: Members = {
        f"Lab A-Ann-{name}_{len(name)}_assignsubmission_file_/a.ipynb": "" for name in ("Li Roe", "Eva Lee")
    }
    source = make_zip(tmp_path / "class.zip", members)
    assert (
        reasons(collect([source], ASSIGNMENT, submitted)).count("begins with a team's name, and where that ends") == 2
    )
    students = [Student("a", "Ann-Li", "Roe"), Student("e", "Ann-Eva", "Lee")]
    assert sorted(collect([source], ASSIGNMENT, submitted, students).accepted) == ["a", "e"]


def test_names_with_hyphens_are_no_teams(tmp_path: Path, submitted: Path) -> None:
    members: Members = {
        f"Jean-{name}_{len(name)}_assignsubmission_file_/a.ipynb": name for name in ("Luc Roe", "Marie P")
    }
    collect([make_zip(tmp_path / "class.zip", members)], ASSIGNMENT, submitted)
    assert set(notebooks(submitted)) == {"jean-luc-roe", "jean-marie-p"}


def test_a_team_in_the_list_hands_in_for_all_its_members(tmp_path: Path, submitted: Path) -> None:
    students = [Student("ann", team="Lab A"), Student("bob", team="Lab A, Tuesday"), Student("cem", team="Lab B")]
    report = collect([make_folder(tmp_path / "d", {"Lab A/a.ipynb": "A"})], ASSIGNMENT, submitted, students)
    assert notebooks(submitted) == {"ann": "A", "bob": "A"}
    assert "Lab A: counts for ann, bob." in report.notes


@pytest.mark.parametrize(
    ("members", "listed", "ids"),
    [
        (
            {
                f"Task 1_ann_attempt_2026-11-02-09-00-00_{NOTEBOOK}": "old",
                f"Task 1_ann_attempt_2026-11-03-09-00-00_{NOTEBOOK}": "new",
                "Task 1_ann_attempt_2026-11-03-09-00-00.txt": "a summary",
            },
            False,
            ["ann"],
        ),
        ({f"1-2 - Ann Lee - Nov 2, 2026 900 AM/{NOTEBOOK}": "new", "index.html": "a list"}, False, ["ann-lee"]),
        ({f"Task/Lee_Ann_ann.lee_77/{NOTEBOOK}": "new", f"Task/De_Bob_bob_78/{NOTEBOOK}": "new"}, True, ["ann", "bob"]),
        ({f"{ASSIGNMENT}-ann/{NOTEBOOK}": "new", f"{ASSIGNMENT}-bob/{NOTEBOOK}": "new"}, False, ["ann", "bob"]),
        ({f"Ann Lee - {NOTEBOOK}": "new", f"Bob Roe - {NOTEBOOK}": "new"}, False, ["ann-lee", "bob-roe"]),
    ],
    ids=["Blackboard", "Brightspace", "ILIAS", "GitHub Classroom", "by hand"],
)
def test_other_platforms(tmp_path: Path, submitted: Path, members: Members, listed: bool, ids: list[str]) -> None:
    source = make_zip(tmp_path / "class.zip", members)
    report = collect([source], ASSIGNMENT, submitted, [ANN, BOB] if listed else None)
    assert notebooks(submitted) == dict.fromkeys(ids, "new") and not report.refused


def test_gradescopes_own_file_names_the_students(tmp_path: Path, submitted: Path) -> None:
    metadata = (
        "---\nsubmission_55:\n  :submitters:\n  - :name: Ann Lee\n    :sid: '0042'\n    :email: ann.lee@example.org\n"
        "  :created_at: 2026-11-02 09:00:00.000000000 Z\n  :score: 0\n"
        "submission_56:\n  :submitters:\n  - :name: Bob de Vries\n    :sid: \n    :email: bob@example.org\n"
        "  - :name: 'Cem Drei'\n    :sid: \n  :history:\n  - :email: eve@example.org\n"
    )
    work: Members = {f"export/submission_{number}/a.ipynb": f"{number}" for number in (55, 56, 57)}
    source = make_zip(tmp_path / "class.zip", {**work, "export/submission_metadata.yml": metadata})
    students = [ANN, BOB, Student("cem", "Cem", "Drei")]
    report = collect([source], ASSIGNMENT, submitted, students)
    assert notebooks(submitted) == {"ann": "55", "bob": "56", "cem": "56"}
    assert [refusal.file for refusal in report.refused] == ["class.zip/export/submission_57/a.ipynb"]


@pytest.mark.parametrize("top", ["Ann Lee_1_assignsubmission_file_/a.ipynb", "annlee_1_2_a.ipynb"])
def test_a_folder_around_one_students_work_from_a_platform_is_no_student(
    tmp_path: Path, submitted: Path, top: str
) -> None:
    collect([make_zip(tmp_path / "class.zip", {f"submissions/{top}": ""})], ASSIGNMENT, submitted, [ANN])
    assert set(notebooks(submitted)) == {"ann"}


def test_an_email_and_its_first_half_are_one_student_where_the_list_says_so(tmp_path: Path, submitted: Path) -> None:
    source = make_folder(tmp_path / "d", {"s1.ipynb": "", "s1@uni.example.ipynb": ""})
    report = collect([source], ASSIGNMENT, submitted)
    assert (
        "s1 and s1@uni.example may be one student: provide a list of students (--students) that has both."
        in report.notes
    )
    for student in ("s1", "s1@uni.example"):
        assert set(collect([source], ASSIGNMENT, submitted, [Student(student)]).accepted) == {student}
    report = collect([source], ASSIGNMENT, submitted.with_name("other"), [Student("s1", email="ann@uni.example")])
    assert "'s1@uni.example' is not in the list" in reasons(report)


# Which notebook, and what the others are called -------------------------------------------------------------


def test_the_exact_name_counts_whatever_is_newer(tmp_path: Path, submitted: Path) -> None:
    members: Members = {NOTEBOOK: "the one"}
    newer: Members = {f"{ASSIGNMENT}{end}.ipynb": "no" for end in ("_old", "-Copy1", "_final", " (1)", "-1")}
    source = make_folder(tmp_path / "d", {f"ann/{name}": content for name, content in {**members, **newer}.items()})
    os.utime(source / "ann" / NOTEBOOK, (1_700_000_000, 1_700_000_000))
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann": "the one"}
    assert all(f"{name} (newer, but not called {NOTEBOOK})" in report.notes[0] for name in newer)


def test_a_number_that_a_browser_or_canvas_adds_is_no_other_name(tmp_path: Path, submitted: Path) -> None:
    newer: Members = {f"{ASSIGNMENT}_backup.ipynb": "no"}
    for student, end in (("ann", " (2)"), ("bob", "-3")):
        make_folder(tmp_path / "d", {f"{student}/{ASSIGNMENT}{end}.ipynb": "the one"})
        os.utime(tmp_path / "d" / student / f"{ASSIGNMENT}{end}.ipynb", (1_700_000_000, 1_700_000_000))
        make_folder(tmp_path / "d" / student, newer)
    collect([tmp_path / "d"], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann": "the one", "bob": "the one"}


@pytest.mark.parametrize("end", [".ipynb.txt", ".ipynb.json", ".ipynb (1)", ".IPYNB", " (1).ipynb", ".ipynb.ipynb"])
def test_what_browsers_and_editors_add_to_a_notebooks_name(tmp_path: Path, submitted: Path, end: str) -> None:
    source = make_folder(tmp_path / "d", {f"ann/{ASSIGNMENT}{end}": "1", f"bob{end}": "2"})
    assert not collect([source], ASSIGNMENT, submitted).refused
    assert notebooks(submitted) == {"ann": "1", "bob": "2"}


def test_a_notebook_under_any_name_is_known_by_its_cells(tmp_path: Path, submitted: Path) -> None:
    def notebook(*names: str) -> str:
        cells = [new_code_cell(metadata={"nbgrader": {"grade_id": name}}) for name in names]
        return nbformat.writes(new_notebook(cells=cells))

    source = make_folder(
        tmp_path / "d",
        {
            "ann/a.ipynb": notebook("rnn"),
            "ann/b.ipynb": notebook("cnn"),
            "bob/work.json": notebook("rnn"),
            "bob/x.csv": "1",
            "cem/a.ipynb": notebook("rnn"),
            "cem/b.ipynb": notebook("rnn"),
        },
    )
    report = collect([source], ASSIGNMENT, submitted, cells={ASSIGNMENT: {"rnn"}, "05": {"cnn"}})
    assert sorted(report.accepted) == ["ann", "bob"]
    assert "cem/a.ipynb: holds several notebooks, and none is called" in reasons(report)


def test_a_name_behind_the_assignments(tmp_path: Path, submitted: Path) -> None:
    names = [f"{ASSIGNMENT}-ann-lee.ipynb", f"{ASSIGNMENT}_final v2.ipynb", f"{ASSIGNMENT}_bob.ipynb"]
    source = make_folder(tmp_path / "d", dict.fromkeys(names, ""))
    report = collect([source], ASSIGNMENT, submitted)
    assert sorted(report.accepted) == ["ann-lee", "bob"]
    assert f"ann-lee: the name is the end of d/{ASSIGNMENT}-ann-lee.ipynb" in report.notes[0]
    assert "final v2.ipynb: has a name that does not say whose it is: rename it to <student>.ipynb" in reasons(report)
    assert sorted(collect([source], ASSIGNMENT, submitted, [ANN]).accepted) == ["ann"]


def test_a_word_behind_the_assignments_in_a_students_own_folder(tmp_path: Path, submitted: Path) -> None:
    source = make_folder(tmp_path / "ann", {f"{ASSIGNMENT}-groupwork.ipynb": ""})
    assert set(collect([source], ASSIGNMENT, submitted).accepted) == {"ann"}


def test_archives_that_are_not_opened_are_named(tmp_path: Path, submitted: Path) -> None:
    source = make_folder(tmp_path / "d", {"ann.tar.gz": "", "bob/work.rar": "", "cem.ipynb": "", "class.7z": ""})
    report = collect([source, source / "class.7z"], ASSIGNMENT, submitted)
    assert set(report.accepted) == {"cem"}
    assert reasons(report).count("is an archive of a kind that is not opened here: unpack it") == 3
    words = "holds no notebook (work.rar isn't a zip, so it is not opened: unpack it, or ask for a zip)"
    assert words in reasons(report)


def canvas_zip(path: Path, code: str, number: str, files: list[str]) -> Path:
    members: Members = {f"leeann_1_2_{ASSIGNMENT}{number}.ipynb": code}
    members |= {f"leeann_1_{place}_{name}": "" for place, name in enumerate(files)}
    return make_zip(path, members)


@pytest.mark.parametrize(
    ("code", "number", "files", "expected"),
    [
        ("import helper", "-2", ["helper-1.py"], ["helper.py"]),
        ("from helper import f", "", ["helper-1.py"], ["helper.py"]),
        ("", "-1", ["plot-1.png"], ["plot.png"]),
        ("open('table-2.csv')", "-1", ["table-2.csv"], ["table-2.csv"]),
        ("import helper", "-1", ["helper.py", "helper-1.py"], ["helper-1.py", "helper.py"]),
        ("open('data-1.csv')  # data", "", ["data-1.csv", "plot-1.png"], ["data-1.csv", "plot-1.png"]),
    ],
)
def test_canvas_renaming_is_undone_but_not_the_students_own(
    tmp_path: Path, submitted: Path, code: str, number: str, files: list[str], expected: list[str]
) -> None:
    collect([canvas_zip(tmp_path / "class.zip", code, number, files)], ASSIGNMENT, submitted)
    found = {Path(name).name for name in collected(submitted)} - {NOTEBOOK, "timestamp.txt"}
    assert sorted(found) == expected


# Several submissions, and their times -----------------------------------------------------------------------


def test_newest_of_several_is_taken_and_named(tmp_path: Path, submitted: Path) -> None:
    late = make_zip(tmp_path / "late.zip", {"ann/work.ipynb": "noon"}, NOON)
    early = make_zip(tmp_path / "early.zip", {"ann/work.ipynb": "morning"}, MORNING)
    for sources in ([late, early], [early, late]):
        report = collect(sources, ASSIGNMENT, submitted)
        assert notebooks(submitted) == {"ann": "noon"}
        (sentence,) = report.replaced
        assert sentence.startswith("ann: took late.zip/ann/work.ipynb")
        assert "left early.zip/ann/work.ipynb" in sentence


def test_newest_file_of_a_folder_is_taken(tmp_path: Path, submitted: Path) -> None:
    source = make_folder(tmp_path / "d", {"ann.ipynb": "old", "ann.zip": zip_bytes({"new.ipynb": "new"})})
    os.utime(source / "ann.ipynb", (1_700_000_000, 1_700_000_000))
    collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann": "new"}


def test_older_submission_stands_in_for_a_damaged_one(tmp_path: Path, submitted: Path) -> None:
    good = make_zip(tmp_path / "1.zip", {"ann/work.ipynb": "good"}, MORNING)
    bad = make_zip(tmp_path / "2.zip", {"ann.zip": "no zip"}, NOON)
    report = collect([good, bad], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"ann": "good"}
    assert "2.zip/ann.zip: is damaged" in reasons(report)


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot change a process's time zone")
def test_nbgrader_reads_the_time_that_the_archive_tells(
    tmp_path: Path, submitted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        collect([make_zip(tmp_path / "class.zip", {"ann/work.ipynb": ""}, NOON)], ASSIGNMENT, submitted)
    finally:
        monkeypatch.undo()
        time.tzset()
    found = CourseDirectory().get_existing_timestamp(str(submitted / "ann" / ASSIGNMENT))
    assert found == datetime(2026, 11, 2, 3, 0, 0)


def test_extended_timestamp_counts_before_the_local_one(tmp_path: Path, submitted: Path) -> None:
    moment = datetime(2026, 11, 3, 8, 30, tzinfo=UTC)
    info = zipfile.ZipInfo("ann/work.ipynb", NOON)
    info.extra = struct.pack("<HHH", 0x7875, 2, 0) + struct.pack("<HHBi", 0x5455, 5, 1, int(moment.timestamp()))
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(info, "")
    collect([tmp_path / "class.zip"], ASSIGNMENT, submitted)
    assert collected(submitted)[f"ann/{ASSIGNMENT}/timestamp.txt"] == "2026-11-03 08:30:00.000000 UTC"


@pytest.mark.parametrize("unknown", [(1980, 1, 1, 0, 0, 0), (2026, 0, 0, 0, 0, 0)])
def test_archive_that_tells_no_time(tmp_path: Path, submitted: Path, unknown: tuple[int, ...]) -> None:
    collect([make_zip(tmp_path / "class.zip", {"ann/work.ipynb": ""}, unknown)], ASSIGNMENT, submitted)
    assert list(collected(submitted)) == [f"ann/{ASSIGNMENT}/{NOTEBOOK}"]


def test_a_zip_of_one_time_says_nobodys_and_makes_nobody_late(tmp_path: Path, submitted: Path) -> None:
    report = collect([make_zip(tmp_path / "class.zip", {"ann.ipynb": "", "bob.ipynb": ""})], ASSIGNMENT, submitted)
    assert not [path for path in collected(submitted) if path.endswith("timestamp.txt")]
    assert report.notes == ["class.zip: all its files carry one time, probably that of packing: nobody counts as late."]


def test_canvas_marks_who_is_late_and_its_archive_need_not_say_when(tmp_path: Path, submitted: Path) -> None:
    path = tmp_path / "class.zip"
    for hours in (0, 5):  # all at once, and some time apart
        with zipfile.ZipFile(path, "w") as archive:
            for place, name in enumerate((f"lee_1_1_{NOTEBOOK}", f"roe_LATE_2_2_{NOTEBOOK}")):
                archive.writestr(zipfile.ZipInfo(name, (2026, 11, 2, 9 + place * hours, 0, 0)), "")
        report = collect([path], ASSIGNMENT, submitted)
        times = [name for name in collected(submitted) if name.endswith("timestamp.txt")]
        assert times == ([f"roe/{ASSIGNMENT}/timestamp.txt"] if hours else [])
        unknown = "" if hours else ", but not by how much"
        assert f"roe: the platform marks the submission as late{unknown}" in report.notes[-1]


def test_student_cannot_set_the_time(tmp_path: Path, submitted: Path) -> None:
    theirs = zip_bytes({NOTEBOOK: "", "timestamp.txt": "1999-01-01 00:00:00 UTC"}, (1999, 1, 1, 0, 0, 0))
    sources = [
        make_zip(tmp_path / "class.zip", {"ann/mine.zip": theirs}, NOON),
        make_folder(tmp_path / "folder", {"bob.zip": theirs, "cleo/timestamp.txt": "1999-01-01", "cleo/a.ipynb": ""}),
        make_folder(tmp_path / "one", {"dan.zip": theirs}) / "dan.zip",
    ]
    collect(sources, ASSIGNMENT, submitted)
    times = {path.split("/")[0]: text for path, text in collected(submitted).items() if path.endswith(".txt")}
    assert list(times) == ["ann"] and times["ann"].startswith("2026-11-02")


def test_collecting_again(tmp_path: Path, submitted: Path) -> None:
    new = make_zip(tmp_path / "new.zip", {"ann/work.ipynb": "new", "ann/x.txt": ""}, NOON)
    old = make_zip(tmp_path / "old.zip", {"ann/work.ipynb": "old"}, MORNING)
    collect([old], ASSIGNMENT, submitted)
    assert collect([new], ASSIGNMENT, submitted).replaced == [
        "ann: new.zip/ann/work.ipynb replaced what was collected before."
    ]
    assert not collect([new], ASSIGNMENT, submitted).replaced, "the same again is no news"
    report = collect([old], ASSIGNMENT, submitted)
    assert "is older than what was collected before" in reasons(report)
    assert notebooks(submitted) == {"ann": "new"}
    newer = make_zip(tmp_path / "newer.zip", {"ann/work.ipynb": "newer"}, NOON)
    collect([newer], ASSIGNMENT, submitted)
    assert f"ann/{ASSIGNMENT}/x.txt" not in collected(submitted), "nothing of the replaced submission stays"


# Hostile input ----------------------------------------------------------------------------------------------

BAD_PATHS = [
    "/etc/ann.ipynb",
    "../ann.ipynb",
    "ann/../../evil.ipynb",
    "ann/../bob.ipynb",
    "ann/./work.ipynb",
    "ann//work.ipynb",
    "..\\ann.ipynb",
    "\\\\server\\ann.ipynb",
    "C:ann.ipynb",
    "C:/ann.ipynb",
    "ann.ipynb:stream",
    "ann/con.ipynb",
    "ann/NUL",
    "ann/LPT1 .ipynb",
    "ann/work.ipynb.",
    "ann/work.ipynb\x00.ipynb",
    "ann/work\x1b[31m.ipynb",
    "ann/" + "x" * 252 + ".ipynb",
    "ann/" + "x/" * 20 + "work.ipynb",
    "ann/" + ("x" * 250 + "/") * 18 + "notes.txt",  # each part is short enough, the whole is not
]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_bad_path_in_a_zip(tmp_path: Path, submitted: Path, path: str) -> None:
    source = make_zip(tmp_path / "in" / "class.zip", {path: "evil", "bob.ipynb": "good"})
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"bob": "good"}
    assert len(report.refused) == 1
    assert report.refused[0].file.isprintable()
    written = {each for each in tmp_path.rglob("*") if each.is_file()} - {source}
    assert all(each.is_relative_to(submitted / "bob") for each in written)


@pytest.mark.parametrize("path", BAD_PATHS)
def test_bad_path_in_a_students_zip(tmp_path: Path, submitted: Path, path: str) -> None:
    theirs = zip_bytes({path: "evil", NOTEBOOK: "good"})
    collect([make_zip(tmp_path / "class.zip", {"bob/mine.zip": theirs})], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"bob": "good"}
    assert not [text for text in collected(submitted).values() if text == "evil"]


def test_a_file_without_a_name_in_a_zip_costs_nobody_else_anything(tmp_path: Path, submitted: Path) -> None:
    source = tmp_path / "class.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr(f"bob/{NOTEBOOK}", "good")
        archive.writestr("x", "evil")
        archive.filelist[-1].filename = ""
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"bob": "good"}
    assert len(report.refused) == 1


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_special_files_in_a_zip(tmp_path: Path, submitted: Path, kind: int) -> None:
    theirs = zip_bytes({NOTEBOOK: "/etc/passwd"}, mode=kind | 0o644)
    source = make_zip(tmp_path / "class.zip", {"ann.zip": theirs})
    outer = make_zip(tmp_path / "links.zip", {"bob.ipynb": "/etc/passwd"}, mode=kind | 0o644)
    report = collect([source, outer], ASSIGNMENT, submitted)
    assert collected(submitted) == {}
    assert len(report.refused) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make symbolic links")
def test_links_and_pipes_in_a_folder(tmp_path: Path, submitted: Path) -> None:
    secret = make_folder(tmp_path / "secret", {"key.ipynb": "the key"})
    source = make_folder(tmp_path / "downloads", {"dan.ipynb": "good"})
    (source / "ann.ipynb").symlink_to(secret / "key.ipynb")
    (source / "bob").symlink_to(secret, target_is_directory=True)
    os.mkfifo(source / "cleo.ipynb")
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"dan": "good"}
    assert reasons(report).count("is a symbolic link") == 2
    assert "downloads/cleo.ipynb: is not a plain file" in reasons(report)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make symbolic links")
def test_file_that_becomes_a_link_after_it_was_listed(tmp_path: Path) -> None:
    source = make_folder(tmp_path / "downloads", {"ann.ipynb": "", "key": "the key"})
    (listed,) = (file for file in untrusted_files.list_folder(source)[0] if file.path.name == "ann.ipynb")
    (source / "ann.ipynb").unlink()
    (source / "ann.ipynb").symlink_to(source / "key")
    with pytest.raises(untrusted_files.Refused, match="cannot be read"):
        listed.read(100)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make symbolic links")
@pytest.mark.parametrize("depth", ["ann", f"ann/{ASSIGNMENT}"])
def test_link_among_the_collected_is_not_followed(tmp_path: Path, submitted: Path, depth: str) -> None:
    elsewhere = make_folder(tmp_path / "elsewhere", {f"{ASSIGNMENT}/{NOTEBOOK}": "precious"})
    link = submitted / depth
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere if depth == "ann" else elsewhere / ASSIGNMENT, target_is_directory=True)
    report = collect([make_folder(tmp_path / "d", {"ann.ipynb": "evil"})], ASSIGNMENT, submitted)
    assert "is no folder of its own" in reasons(report)
    assert (elsewhere / ASSIGNMENT / NOTEBOOK).read_text() == "precious"
    assert len(list(elsewhere.rglob("*"))) == 2


def test_notebook_above_the_size_limit(tmp_path: Path, submitted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect_module, "MAX_NOTEBOOK_BYTES", 1000)
    content = b"0" * 1001
    sources = [
        make_folder(tmp_path / "d", {"ann.ipynb": content}),
        make_zip(tmp_path / "class.zip", {"bob.ipynb": content, "cleo.zip": zip_bytes({NOTEBOOK: content})}),
    ]
    report = collect(sources, ASSIGNMENT, submitted)
    assert collected(submitted) == {}
    assert reasons(report).count("is larger than") == 3


def test_size_that_an_archive_understates_is_not_believed(tmp_path: Path, submitted: Path) -> None:
    packed = zip_bytes({"ann.ipynb": b"0" * 1_000_000})
    (tmp_path / "class.zip").write_bytes(packed.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 10)))
    report = collect([tmp_path / "class.zip"], ASSIGNMENT, submitted)
    assert collected(submitted) == {}
    assert "is damaged in the archive" in reasons(report)


def test_members_that_share_their_bytes(tmp_path: Path, submitted: Path) -> None:
    """The classic bomb: one packed megabyte, listed under many names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.ipynb", b"0" * 10_000_000)
        first = archive.infolist()[0]
        for number in range(100):
            copy = zipfile.ZipInfo(f"{number}.py")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(copy, name, getattr(first, name))
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
    source = make_zip(tmp_path / "class.zip", {"ann.zip": packed.getvalue(), "bob.ipynb": "good"})
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"bob": "good"}
    assert "class.zip/ann.zip: claims to unpack to more than" in reasons(report)


def test_too_many_members(tmp_path: Path, submitted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted_files, "MAX_STUDENT_MEMBERS", 5)
    many: Members = {f"{number}.py": "" for number in range(5)}
    source = make_zip(tmp_path / "class.zip", {"ann.zip": zip_bytes({**many, NOTEBOOK: ""}), "bob.ipynb": "good"})
    report = collect([source], ASSIGNMENT, submitted)
    assert notebooks(submitted) == {"bob": "good"}
    assert "class.zip/ann.zip: holds more than 5 files" in reasons(report)
    monkeypatch.setattr(untrusted_files, "MAX_MEMBERS", 4)
    sources = [make_folder(tmp_path / "d", many), make_zip(tmp_path / "many.zip", many)]
    assert reasons(collect(sources, ASSIGNMENT, submitted)).count("holds more than 4 files") == 2


def test_one_students_flood_of_files_does_not_stop_the_class(
    tmp_path: Path, submitted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untrusted_files, "MAX_MEMBERS", 10)
    monkeypatch.setattr(untrusted_files, "MAX_STUDENT_MEMBERS", 3)
    flood: Members = {f"class/Mal Ory_5_assignsubmission_file_/{number}": "" for number in range(10)}
    others: Members = {
        "class/Ann Lee_1_assignsubmission_file_/a.ipynb": "1",
        "class/Bob_2_assignsubmission_file_/b.ipynb": "2",
    }
    sources = [make_zip(tmp_path / "class.zip", {**flood, **others}), make_folder(tmp_path / "d", {**flood, **others})]
    for source in sources:
        report = collect([source], ASSIGNMENT, submitted)
        assert notebooks(submitted) == {"ann-lee": "1", "bob": "2"}
        assert reasons(report).startswith("Mal Ory 5: hands in 10 files, of which one student may have 3")


def test_who_stops_a_class_with_more_files_than_are_looked_at_is_named(
    tmp_path: Path, submitted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untrusted_files, "MAX_LISTED", 10)
    files: Members = {"ann/a.ipynb": "1", "bob/b.ipynb": "2", **{f"mal/{number}\x1b": "" for number in range(10)}}
    for source in (make_zip(tmp_path / "class.zip", files), make_folder(tmp_path / "d", files)):
        said = reasons(collect([source], ASSIGNMENT, submitted))
        assert "holds more than 10 files, " in said and " of them in mal: take that out, and collect the rest" in said


def test_many_refused_files_of_one_folder_are_counted_and_everybody_is_named(tmp_path: Path, submitted: Path) -> None:
    many: Members = {f"mal/{number}:.py": "" for number in range(100)}
    others: Members = {f"s{number}/a:.ipynb": "" for number in range(10)}
    report = collect([make_zip(tmp_path / "class.zip", {**many, **others})], ASSIGNMENT, submitted)
    lines = collected_lines(report)
    assert len([line for line in lines if "mal/" in line]) == 5
    assert "refused  95 more files in the same folder: has a path that is absolute or made for Windows" in lines
    assert all(any(f"s{number}/" in line for line in lines) for number in range(10))
    assert lines[-1] == "0 submissions taken, 110 refused."


def test_archive_of_a_student_above_the_size_limit(
    tmp_path: Path, submitted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collect_module, "MAX_STUDENT_ARCHIVE", 1000)
    theirs = zip_bytes({NOTEBOOK: os.urandom(2000)})
    report = collect([make_zip(tmp_path / "class.zip", {"ann.zip": theirs})], ASSIGNMENT, submitted)
    assert "class.zip/ann.zip: is larger than" in reasons(report)


def test_encrypted_and_oddly_packed_members(tmp_path: Path, submitted: Path) -> None:
    packed = bytearray(zip_bytes({"ann.ipynb": "secret"}))
    packed[6] |= 1  # the flag in the member's own header, and in the list at the end
    packed[packed.find(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "encrypted.zip").write_bytes(packed)
    odd = make_zip(tmp_path / "odd.zip", {"bob.ipynb": "x"}, compress_type=zipfile.ZIP_LZMA)
    report = collect([tmp_path / "encrypted.zip", odd], ASSIGNMENT, submitted)
    assert collected(submitted) == {}
    assert "ann.ipynb: is encrypted" in reasons(report)
    assert "bob.ipynb: is packed in a way that is not read here" in reasons(report)


def test_no_damage_of_an_archive_raises(tmp_path: Path, submitted: Path) -> None:
    whole = zip_bytes({"ann.ipynb": os.urandom(300), "bob/mine.zip": zip_bytes({NOTEBOOK: os.urandom(300)})})
    source = tmp_path / "class.zip"
    for position in range(0, len(whole), 7):
        for damaged in (whole[:position], whole[:position] + b"\xff" + whole[position + 1 :]):
            source.write_bytes(damaged)
            report = collect([source], ASSIGNMENT, submitted)
            assert len(report.accepted) + len(report.refused) > 0


# Files beside the notebook ----------------------------------------------------------------------------------


def test_extras_that_are_kept_and_left_out(tmp_path: Path, submitted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect_module, "MAX_EXTRA", 100)
    theirs: Members = {
        f"work/{NOTEBOOK}": "the notebook",
        "work/helper.py": "kept",
        "work/data/x.csv": "kept",
        "work/HELPER.PY": "taken",
        "work/helper.py/x": "taken",
        "work/timestamp.txt": "no",
        "work/scratch.ipynb": "no",
        "work/folder.ipynb/x": "no",
        "work/.bashrc": "no",
        "work/what?.txt": "no",
        "work/big.bin": "0" * 101,
        "work/data.zip": "no",
        "elsewhere.txt": "no",
        "work/.ipynb_checkpoints/x.ipynb": "no",
    }
    report = collect([make_folder(tmp_path / "d", {"ann.zip": zip_bytes(theirs)})], ASSIGNMENT, submitted)
    assert collected(submitted) == {
        f"ann/{ASSIGNMENT}/{NOTEBOOK}": "the notebook",
        f"ann/{ASSIGNMENT}/data/x.csv": "kept",
        f"ann/{ASSIGNMENT}/helper.py": "kept",
    }
    (note,) = report.notes
    assert note.startswith("ann: left out") and "and 5 more" in note


@pytest.mark.parametrize(("limit", "kept"), [("MAX_EXTRA_FILES", 3), ("MAX_EXTRAS", 3)])
def test_extras_are_capped(
    tmp_path: Path, submitted: Path, monkeypatch: pytest.MonkeyPatch, limit: str, kept: int
) -> None:
    monkeypatch.setattr(collect_module, limit, kept)
    members: Members = {NOTEBOOK: "", **{f"{number}.txt": "1" for number in range(5)}}
    collect([make_zip(tmp_path / "ann.zip", members)], ASSIGNMENT, submitted)
    assert len(collected(submitted)) == 1 + kept


# Writing ----------------------------------------------------------------------------------------------------


def test_interruption_leaves_the_old_submission_and_no_traces(
    tmp_path: Path, submitted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_folder(tmp_path / "d", {"ann.ipynb": "old"})
    collect([source], ASSIGNMENT, submitted)
    make_folder(source, {"ann.ipynb": "new"})
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if path.suffix == ".new":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        collect([source], ASSIGNMENT, submitted)
    assert collected(submitted) == {f"ann/{ASSIGNMENT}/{NOTEBOOK}": "old"}
    assert [path.name for path in submitted.iterdir()] == ["ann"]


def test_mistakes_of_the_instructor(tmp_path: Path, submitted: Path) -> None:
    folder = make_folder(tmp_path / "classroom" / "submitted", {"ann/x.ipynb": ""})
    blocked = make_folder(tmp_path / "other", {"file": ""}) / "file" / "submitted"
    cases = [
        ([tmp_path / "absent.zip"], ASSIGNMENT, submitted, "There is no file or folder"),
        ([folder], ASSIGNMENT, submitted, "overlap"),
        ([tmp_path], ASSIGNMENT, submitted, "overlap"),
        ([folder / "ann"], ASSIGNMENT, submitted, "overlap"),
        ([tmp_path / "other"], "../06", submitted, "cannot be an assignment"),
        ([folder], ASSIGNMENT, blocked, "cannot be stored"),
    ]
    for sources, assignment, target, message in cases:
        with pytest.raises(CourseError, match=message):
            collect(sources, assignment, target)


def test_single_notebook_in_folder_called_like_the_assignment(tmp_path: Path, submitted: Path) -> None:
    source = make_folder(tmp_path / ASSIGNMENT, {NOTEBOOK: ""})
    report = collect([source], ASSIGNMENT, submitted)
    assert bundles.NAMELESS in reasons(report)
