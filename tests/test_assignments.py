"""What students get is what the generator makes, and holds no answer, no held-out label and no key."""

from __future__ import annotations

import ast
import json
import re

import pytest

from conftest import ROOT, copy_course
from course_utils import data
from course_utils.checks.values import unpack
from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.release import release
from course_utils.grading.course.layout import Course
from course_utils.grading.course.notebooks import code_cells, grade_id, graded_cells, is_test, read_notebook
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.submission.execution_cache import Store
from course_utils.grading.submission.inputs import course_settings, graded_inputs
from course_utils.grading.submission.reference import record

COURSE = Course(ROOT)
ASSIGNMENTS = sorted(path.parent.name for path in COURSE.solutions.glob("*/*.ipynb"))
NOT_WATCHED = {  # why no call tells that what a test cell forbids was used
    "smoothing_test": "a keyword",
    "review_model_test": "its values are computed while PyTorch's attention refuses to work",
    "name_model_test": "its values are computed while PyTorch's attention refuses to work",
}
SHORTEST_ANSWER = 20  # characters: a shorter line, such as "return h", may stand anywhere

pytestmark = pytest.mark.parametrize("assignment", ASSIGNMENTS)


def answers(assignment):
    """Return the lines of code between the markers of the master."""
    lines = []
    for cell in code_cells(read_notebook(COURSE.master(assignment))):
        for block in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell["source"], flags=re.DOTALL):
            lines += [line.strip() for line in block.splitlines()]
    return [line for line in lines if len(line) >= SHORTEST_ANSWER]


def released_text(assignment):
    paths = sorted(COURSE.released(assignment).parent.iterdir())
    assert [path.name for path in paths] == [f"{assignment}.ipynb", "checks.json"]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_no_answer_is_released(assignment):
    text = released_text(assignment)
    assert "BEGIN SOLUTION" not in text
    found = [line for line in answers(assignment) if json.dumps(line)[1:-1] in text]
    assert len(answers(assignment)) > 20
    assert found == []


def test_no_held_out_text_or_label_is_released(assignment):
    text = released_text(assignment)
    settings = course_settings(read_notebook(COURSE.released(assignment)))
    for name in settings.get("data_sets", []):
        if name in data.IMAGE_CARDS:
            rows = [image.astype(int).tolist() for image in data.load_images(name, "test").images]
            assert not any(json.dumps(row)[1:-1] in text for row in rows)
            continue
        if name in data.TABLE_CARDS:
            table = data.load_table(name, "test")
            runs = [table.labels.tolist(), *(values[:10].tolist() for values in table.columns.values())]
            assert not any(json.dumps(run)[1:-1] in text for run in runs)
            continue
        assert not any(json.dumps(each)[1:-1] in text for each in data.load(name, "test").texts if len(each) > 20)
    recorded = json.loads(COURSE.released(assignment).with_name("checks.json").read_text(encoding="utf-8"))
    for reports in recorded["tasks"].values():
        for report in reports:
            assert report["kind"] != "accuracy" or report["value"] is None


def test_no_output_is_released(assignment):
    assert all(cell["outputs"] == [] for cell in code_cells(read_notebook(COURSE.released(assignment))))


def test_test_cells_are_named_consistently_and_worth_20_points(assignment):
    graded = list(graded_cells(read_notebook(COURSE.master(assignment))))
    assert sum(cell["metadata"]["nbgrader"]["points"] for cell in graded) == 20
    for cell in filter(is_test, graded):
        assert f'check.task("{grade_id(cell)}", lesson="' in cell["source"]
        assert not cell["metadata"]["nbgrader"]["solution"]
        assert cell["metadata"]["nbgrader"]["locked"]


def test_whoever_uses_what_is_forbidden_is_watched(assignment):
    """Code alone doesn't show a name that is put together when it runs."""
    for cell in filter(is_test, graded_cells(read_notebook(COURSE.master(assignment)))):
        calls = [node for node in ast.walk(ast.parse(cell["source"])) if isinstance(node, ast.Call)]
        sources = [{word.arg for word in call.keywords} for call in calls if ast.unparse(call.func) == "check.source"]
        not_watched = [words for words in sources if "forbids" in words and "run" not in words]
        assert not not_watched or grade_id(cell) in NOT_WATCHED, f"{grade_id(cell)}: check.source(..., run=...)"


def test_lessons_that_checks_point_to_exist(assignment):
    for cell in code_cells(read_notebook(COURSE.master(assignment))):
        for lesson, section in re.findall(r'lesson="(\d\d), section (\d+)"', cell["source"]):
            (path,) = (ROOT / "notebooks").glob(f"{lesson}_*.ipynb")
            headings = [cell["source"] for cell in read_notebook(path)["cells"] if cell["cell_type"] == "markdown"]
            assert any(re.search(rf"^## {section} · ", heading, re.MULTILINE) for heading in headings), section


@pytest.mark.slow
def test_the_release_is_what_the_generator_makes(assignment, tmp_path):
    course = copy_course(tmp_path / "course")
    course.released(assignment).unlink()
    gradebook.generate(course, assignment)
    for path in course.released(assignment).parent.iterdir():
        assert path.read_bytes() == (COURSE.released(assignment).parent / path.name).read_bytes(), path.name


@pytest.mark.slow
def test_recorded_values_are_those_of_the_solution(assignment, tmp_path):
    assert release(copy_course(tmp_path / "course"), assignment) is False


@pytest.mark.slow
def test_numbers_that_are_checked_depend_on_the_key(assignment, tmp_path, monkeypatch):
    """A number that never changes is known to everybody after the first feedback."""
    monkeypatch.setenv("COURSE_KEY", "another key than the public seed")
    course = copy_course(tmp_path / "course")
    inputs, key = graded_inputs(course, assignment, tmp_path / "data")
    reference = record(course, inputs, key, Store(tmp_path / "store", Isolation.NONE))
    public = json.loads(COURSE.released(assignment).with_name("checks.json").read_text(encoding="utf-8"))["tasks"]
    for task, reports in reference.items():
        for report, recorded in zip(reports, public[task], strict=True):
            if report["kind"] == "value" and report["value"] == recorded["value"]:
                assert not holds_measured_numbers(unpack(report["value"])), (task, report["name"])


def holds_measured_numbers(value):
    """Whether a value holds a number that is neither 0 or 1 nor a whole number, as shapes and flags are."""
    if isinstance(value, list):
        return any(holds_measured_numbers(each) for each in value)
    if isinstance(value, dict):
        return holds_measured_numbers(list(value.values()))
    if hasattr(value, "dtype"):
        return value.dtype.kind == "f" and bool((value != value.round()).any())
    return isinstance(value, float) and value != round(value)


def test_baselines_are_those_that_were_measured(assignment):
    baselines = course_settings(read_notebook(COURSE.released(assignment))).get("baselines", {})
    page = ROOT / "docs" / "calibration" / f"{assignment}.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    rows = re.findall(r"^\| (.+?) \| [\d.]+ \| ([\d.]+) \|", text, re.MULTILINE)
    medians = {name: float(median) for name, median in rows}
    assert baselines == {name: medians[name] for name in baselines}
    assert bool(baselines) == ('"kind": "accuracy"' in released_text(assignment))
