"""Attacks: hostile submissions go through the real grading path, and gain, read, write and leave behind nothing.

All of them are graded once, in one class with an honest student, by the first test that asks for a result. The class
begins with nothing answered, so that every point that an attack gets is one that it gained.
"""

from __future__ import annotations

import base64
import codecs
import contextlib
import hashlib
import os
import re
import secrets
import selectors
import shutil
import site
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hostile import (
    Attack,
    forms_of,
    gained,
    hand_in_attack,
    known_everywhere,
    read_attack,
    read_attacks,
    recorded_values,
)

import course_utils
from conftest import ROOT, copy_course, expected_points
from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.course.layout import Course
from course_utils.grading.course.notebooks import code_cells, read_notebook
from course_utils.grading.course.records import GRADED, SubmissionResult, read_results
from course_utils.grading.kernels import provisioners
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.pages.class_report import write_student_page
from course_utils.grading.pages.feedback import make_report
from course_utils.grading.simulated.submissions import Student, hand_in, read_student
from course_utils.grading.submission.execute import Execution
from course_utils.grading.submission.execution_cache import Store
from course_utils.grading.submission.inputs import RunInputs

ASSIGNMENT = "06_rnn_text_classification"
ATTACKS_FOLDER = ROOT / "tests" / "attacks" / ASSIGNMENT
ALONE, HONEST = "honest_alone", "honest_in_class"
SECRET = "hidden-canary-"  # how every planted secret begins; attackers look for it
WORKERS = 2
LIMITS = {"cell_seconds": 15, "notebook_seconds": 60, "memory_mb": 2048, "disk_mb": 64, "processes": 64}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(provisioners.why_unavailable(Isolation.NAMESPACES)), reason="this machine has no namespaces"
    ),
]


@dataclass
class Outside:
    """What lies outside the sandbox for an attacker to reach, and what came of it."""

    folder: Path
    secrets: dict[str, str] = field(default_factory=dict)
    visits: list[str] = field(default_factory=list)

    def plant(self, place: str) -> str:
        """Return a new secret, remembered under the name of the place where it lies."""
        self.secrets[place] = SECRET + secrets.token_hex(12)
        return self.secrets[place]

    @property
    def mark(self) -> Path:
        """A file that only code outside the sandbox can make."""
        return self.folder / "made-by-an-attacker"


@dataclass
class Class:
    """The graded class."""

    course: Course
    outside: Outside
    attacks: dict[str, Attack]
    results: dict[str, SubmissionResult]
    alone: SubmissionResult
    server: str
    before: dict[str, str]

    def saved_points(self, name: str) -> float:
        """Return what the gradebook has."""
        [points] = [score.points for score in gradebook.scores(self.course, ASSIGNMENT) if score.student == name]
        return points

    def everything_about(self, name: str) -> str:
        """Return the text of every file that a student or a reader of the report could get to see."""
        folders = (self.course.autograded / name, self.course.feedback / name)
        paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        paths.append(self.course.results / ASSIGNMENT / f"{name}.json")
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Class]:
    outside = Outside(tmp_path_factory.mktemp("outside"))
    course = hostile_course(tmp_path_factory.mktemp("class") / "course", outside)
    with pytest.MonkeyPatch.context() as patch, planted_files(outside), listening(outside) as known:
        patch.chdir(course.root)
        patch.setenv("COURSE_KEY", outside.plant("the grading key"))
        patch.setenv("PGPASSWORD", outside.plant("the grader's environment"))
        servers = short_limits_and_one_server(patch, course)
        gradebook.generate(course, ASSIGNMENT)
        alone = grade_alone(course)
        attacks = {attack.name: attack for attack in read_attacks(course, ASSIGNMENT)}
        for attack in attacks.values():
            hand_in_attack(course, attack, course.submitted / attack.name / ASSIGNMENT, known)
        before = contents(course)
        grade(course, ASSIGNMENT, course.students(ASSIGNMENT), Isolation.NAMESPACES, workers=WORKERS)
        results = {result.student: result for result in read_results(course.results, ASSIGNMENT)}
        yield Class(course, outside, attacks, results, alone, servers[-1], before)


def hostile_course(folder: Path, outside: Outside) -> Course:
    """Copy the course, with attackers in place of its simulated students and a secret in its solution."""
    course = copy_course(folder)
    students = folder / "tests" / "submissions" / ASSIGNMENT
    for path in students.glob("[!_]*.py"):
        path.unlink()
    shutil.copytree(ATTACKS_FOLDER, students, dirs_exist_ok=True)
    master = course.master(ASSIGNMENT)
    text = master.read_text(encoding="utf-8")
    marker = "### BEGIN SOLUTION\\n"
    master.write_text(text.replace(marker, f"{marker}    # {outside.plant('the solution')}\\n", 1), encoding="utf-8")
    course.classroom.mkdir()
    course.key_file.write_text(outside.plant("the key's file"), encoding="ascii")
    return course


@contextmanager
def planted_files(outside: Outside) -> Iterator[None]:
    """Put secrets into folders that are open to everybody, for as long as the class is graded."""
    paths = [outside.folder / "secret.txt"]
    paths += [Path(folder) / f"secret-{os.getpid()}.txt" for folder in ("/var/tmp", "/dev/shm", "/tmp")]
    for path in paths:
        path.write_text(outside.plant(str(path)), encoding="ascii")
        path.chmod(0o644)
    yield
    for path in paths:
        path.unlink()


@contextmanager
def listening(outside: Outside) -> Iterator[dict[str, str]]:
    """Listen on this machine; every connection and every packet is a visit. Gives what the attackers know."""
    place = str(outside.folder / "socket")
    with (
        socket.create_server(("", 0)) as stream,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as packets,
        socket.socket(socket.AF_UNIX) as local,
        selectors.DefaultSelector() as selector,
    ):
        port = stream.getsockname()[1]
        packets.bind(("", port))
        local.bind(place)
        local.listen()
        stop, stopper = socket.socketpair()
        for listener in (stream, packets, local, stop):
            selector.register(listener, selectors.EVENT_READ)
        thread = threading.Thread(target=note_visits, args=(selector, stop, outside.visits))
        thread.start()
        try:
            yield what_is_known(outside, port, place)
        finally:
            stopper.close()
            thread.join()
            stop.close()


def note_visits(selector: selectors.BaseSelector, stop: socket.socket, visits: list[str]) -> None:
    while True:
        for key, _ in selector.select():
            listener: Any = key.fileobj
            if listener is stop:
                return
            visits.append(repr(listener.recv(100) if listener.type == socket.SOCK_DGRAM else listener.accept()))


def what_is_known(outside: Outside, port: int, place: str) -> dict[str, str]:
    """Return what an attacker can find out, by the words that stand for it in the attackers' files."""
    return known_everywhere(Course(ROOT), ASSIGNMENT) | {
        "COURSE": str(outside.folder.parent),
        "PORT": str(port),
        "SOCKET": place,
        "MARK": str(outside.mark),
        "MARKNAME": outside.mark.name,
    }


def short_limits_and_one_server(patch: pytest.MonkeyPatch, course: Course) -> list[str]:
    """Give every attacker short limits, or those of its own file. Returns the list of fork servers, filled in later."""
    execute, servers = Store.execute, []

    def execute_with_limits(store: Store, notebook: Any, files: Path, inputs: RunInputs, **options: Any) -> Execution:
        servers.append(store.server())
        path = ATTACKS_FOLDER / f"{files.parent.name}.py"
        if path.exists():
            own = read_student(course, ASSIGNMENT, path.stem).limits
            limits = LIMITS | {limit: int(number) for limit, number in own.items()}
            inputs = replace(inputs, limits=replace(inputs.limits, **limits))
        return execute(store, notebook, files, inputs, **options)

    patch.setattr(Store, "execute", execute_with_limits)
    return servers


def grade_alone(course: Course) -> SubmissionResult:
    """Grade the honest student before anybody else has handed in, then let the same work be handed in once more."""
    honest = read_student(course, ASSIGNMENT, "_quick")
    hand_in(course, honest, course.submitted / ALONE / ASSIGNMENT)
    honest.cells["added below load-data"] = "# one more cell, so that it is run once more"
    [alone] = grade(course, ASSIGNMENT, [ALONE], Isolation.NAMESPACES, workers=WORKERS)
    hand_in(course, honest, course.submitted / HONEST / ASSIGNMENT)
    return alone


def contents(course: Course) -> dict[str, str]:
    """Return a hash of every file that grading must leave alone."""
    folders = (course.solutions, course.assignments, course.submitted / ALONE, course.submitted / HONEST)
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in (*paths, course.key_file)}


def attack_names() -> list[str]:
    return sorted(path.stem for path in ATTACKS_FOLDER.glob("[!_]*.py"))


def test_there_are_attacks() -> None:
    """A folder that was moved would leave nothing to test, silently."""
    counts = [len(list(folder.glob("[!_]*.py"))) for folder in ATTACKS_FOLDER.parent.glob("[0-9]*")]
    assert sum(count >= 10 for count in counts) >= 5
    assert sum(counts) >= 150


@pytest.mark.parametrize("name", attack_names())
def test_nothing_is_gained(name: str, graded: Class) -> None:
    result = graded.results[name]
    expected = expected_points(graded.attacks[name].student, {task.id: task.max_points for task in result.tasks})
    gained = {task.id: task.points for task in result.tasks if task.points > expected[task.id][1] + 1e-3}
    assert not gained
    assert graded.saved_points(name) == result.points


@pytest.mark.parametrize("name", attack_names())
def test_status_and_words(name: str, graded: Class) -> None:
    student, result = graded.attacks[name].student, graded.results[name]
    assert result.status == student.status, result.reasons
    said = "\n".join([*result.reasons, *result.notes])
    assert [words for words in student.says if words not in said] == [], said


@pytest.mark.parametrize("name", attack_names())
def test_nothing_is_read(name: str, graded: Class) -> None:
    everything = graded.everything_about(name)
    secrets = graded.outside.secrets.items()
    assert [place for place, secret in secrets if any(form in everything for form in forms_of(secret))] == []


@pytest.mark.parametrize(
    "encoded",
    [
        lambda data: data.decode()[::-1],
        lambda data: codecs.encode(data.decode(), "rot13"),
        lambda data: base64.b64encode(data).decode(),
        lambda data: base64.b64encode(b"+" + data).decode(),
        lambda data: base64.b64encode(b"++" + data).decode(),
        lambda data: data.hex(),
        lambda data: str(list(data)),
    ],
)
def test_a_secret_is_found_in_any_form(encoded: Callable[[bytes], str]) -> None:
    secret = SECRET + "5f1c0a2be97d"
    assert any(form in encoded(f"the key: {secret}!".encode()) for form in forms_of(secret))


def test_everybody_is_graded(graded: Class) -> None:
    assert graded.results.keys() == {*attack_names(), ALONE, HONEST}
    assert {result.isolation for result in graded.results.values() if result.seconds} == {Isolation.NAMESPACES}


def test_the_honest_student_keeps_every_point(graded: Class) -> None:
    honest = graded.results[HONEST]
    assert (honest.status, honest.notes) == (GRADED, [])
    assert {task.id: task.points for task in honest.tasks} == {task.id: task.points for task in graded.alone.tasks}
    assert honest.points > 10
    assert graded.saved_points(HONEST) == honest.points


def test_nothing_is_changed_outside(graded: Class) -> None:
    assert contents(graded.course) == graded.before
    assert not graded.outside.mark.exists()
    package = Path(course_utils.__file__).parent
    places = [
        Path("/"),
        Path("/etc"),
        Path("/var/tmp"),
        Path.home(),
        package,
        package.parent,
        *map(Path, site.getsitepackages()),
    ]
    assert [place for place in places if (place / "canary-was-here.pth").exists()] == []


def test_the_network_hears_nothing(graded: Class) -> None:
    assert graded.outside.visits == []


PAGES = [name for name in attack_names() if name.startswith(("script", "broken", "surrogates"))]


@pytest.mark.parametrize("name", [*PAGES, HONEST])
def test_feedback_runs_and_fetches_nothing(name: str, graded: Class) -> None:
    gradebook.feedback(graded.course, ASSIGNMENT, name)
    folder = graded.course.feedback / name / ASSIGNMENT
    own = write_student_page(graded.results[name], folder / "overview.html")
    for page in (folder / f"{ASSIGNMENT}.html", own):
        assert dangers(page.read_text(encoding="utf-8")) == []


def test_the_report_runs_nothing_of_the_students(graded: Class) -> None:
    page = make_report(graded.course, ASSIGNMENT).read_text(encoding="utf-8")
    assert [danger for danger in dangers(page) if not danger.startswith("<script")] == []
    assert [script for script in BeautifulSoup(page, "html.parser")("script") if "evil" in str(script)] == []


def dangers(page: str) -> list[str]:
    """Return the parts of a page that a browser would run or fetch."""
    soup = BeautifulSoup(page, "html.parser")
    found = [str(tag)[:100] for tag in soup(["script", "iframe", "object", "embed", "base", "link", "form"])]
    for tag in soup(True):
        for attribute, value in tag.attrs.items():
            text = str(value).lower().strip()
            if attribute.startswith("on") or text.startswith(("javascript:", "vbscript:", "data:text")):
                found.append(f"{tag.name} {attribute}={text[:80]}")
            if attribute in ("src", "srcset", "data", "action", "poster") and not text.startswith("data:image/"):
                found.append(f"{tag.name} {attribute}={text[:80]}")
    styles = [str(style) for style in soup("style")] + [str(tag["style"]) for tag in soup(style=True)]
    return found + [style[:100] for style in styles if re.search(r"@import|url\(['\"]?(https?:)?//", style)]


def test_no_process_is_left(graded: Class) -> None:
    left = {}
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            left[path.parent.name] = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    assert [line for line in left.values() if graded.server in line or "98765" in line] == []


@pytest.mark.parametrize("assignment", sorted(path.name for path in (ROOT / "solutions").iterdir() if path.is_dir()))
def test_values_recorded_at_home_and_attacks_on_it_earn_nothing_in_any_assignment(
    assignment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = copy_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    monkeypatch.setenv("COURSE_KEY", "a key for tests: the same inputs and the same split in every run")
    recorded = recorded_values(course, assignment)
    attack = (ATTACKS_FOLDER / "replayed_after_an_honest_control.py").read_text(encoding="utf-8")
    attack = attack.partition("# %% added below load-data\n")[2].replace("{RECORDED}", recorded)
    cells = code_cells(read_notebook(course.released(assignment)))
    imports = next(cell["id"] for cell in cells if "import check" in cell["source"] or ", check" in cell["source"])
    replay = Student("replay", assignment, base="blank", cells={f"added below {imports}": attack})
    attacks = {"replay": Attack(replay)} | representative_attacks(course, assignment)
    for each in attacks.values():
        hand_in_attack(course, each, course.submitted / each.name / assignment, {"RECORDED": recorded})
    gradebook.generate(course, assignment)
    results = grade(course, assignment, sorted(attacks), Isolation.NAMESPACES, workers=WORKERS)
    assert {result.student: result.status for result in results} == {
        name: each.student.status for name, each in attacks.items()
    }
    assert {result.student: points for result in results if (points := gained(attacks[result.student], result))} == {}
    for result in results:
        files, said = attacks[result.student].files, "\n".join(result.notes)
        assert {file.name for file in result.files} == files.keys()
        assert [words for words in attacks[result.student].student.says if words not in said] == []


REPRESENTATIVE = {  # cheap ones, graded beside the replay; `scripts/attacks.py` tries all
    "01_tensors_and_autograd": [
        "gradients_by_autograd_in_a_text",
        "loops_in_a_text",
        "module_named_like_pytorch",
        "names_put_together_out_of_sight",
        "ready_made_functions_in_a_module",
        "ready_made_functions_in_a_text",
        "ready_made_functions_in_torchscript",
        "zeros_of_the_right_shape",
    ],
    "04_the_training_loop": ["loop_of_the_course_in_a_text", "metric_patched"],
    "08_optimizers_and_schedules": ["steps_of_pytorch_itself", "whole_batch_at_once"],
    "10_attention_and_transformers": ["attention_of_pytorch_in_a_module", "attention_of_pytorch_out_of_sight"],
    "12_graph_neural_networks": ["layer_that_looks_right", "same_class_of_every_digit"],
}


def representative_attacks(course: Course, assignment: str) -> dict[str, Attack]:
    """Return some of the attacks on an assignment, by name."""
    if assignment not in REPRESENTATIVE:
        return {}
    folder = course.root / "tests" / "submissions" / assignment
    shutil.copytree(ROOT / "tests" / "attacks" / assignment, folder, dirs_exist_ok=True)
    return {name: read_attack(course, assignment, folder / f"{name}.py") for name in REPRESENTATIVE[assignment]}
