"""The class report and the feedback page: self-contained, escaped, complete, and readable for everyone."""

from __future__ import annotations

import base64
import hashlib
import html
import math
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from bs4 import BeautifulSoup

from course_utils.grading.course.records import (
    GRADED,
    NOT_GRADED,
    PARTLY_GRADED,
    CheckResult,
    SubmissionResult,
    TaskResult,
)
from course_utils.grading.pages import class_report
from course_utils.grading.pages.class_report import write_report, write_student_page
from course_utils.grading.platforms.roster import Student

ASSIGNMENT = "06_rnn_text_classification"
HELD_OUT = "held-out reviews"
BARS = {HELD_OUT: (0.70, 0.80)}
BASELINES = {"most frequent class": 0.57, "bag of words": 0.79}
NAMES = ["王小明", "Zoë Ångström", "o'brien", "李 娜", "very-long-student-identifier-from-the-platform-2026"]
HOSTILE = '<script>alert("x")</script>'
TASKS = [
    ("Task 1 · Vocabulary and encoding", ["frequent words come first", "[PAD] and [UNK] differ"]),
    ("Task 2 · A GRU cell", ["one step", "copied weights", "gradients flow"]),
    (
        "Task 3 · An encoder that follows each text's length",
        ["appended padding changes nothing", "order matters"],
    ),
    ("Task 4 · Training", ["loss falls", "validation in eval mode"]),
    ("Task 5 · Accuracy on texts that nobody has seen", [HELD_OUT]),
    ("Task 6 · Save, load, predict", ["a fresh model predicts the same"]),
]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def make_result(student: str, seed: int = 0) -> SubmissionResult:
    """Make up a plausible result; `seed` decides how good the student is."""
    rng = np.random.default_rng(seed)
    skill = rng.beta(4, 1.5)
    tasks = []
    for number, (title, names) in enumerate(TASKS, start=1):
        checks = []
        for name in names:
            credit = 1.0 if rng.random() < skill else float(rng.choice([0, 0, 0.5]))
            message = "" if credit == 1 else "expected shape (8, 16), found (16, 8)\nat index (0, 3): 0.25 is not 0.31"
            checks.append(CheckResult(name, credit, message, "" if credit == 1 else f"Hint on {name}"))
        points = round(3 * float(np.mean([check.credit for check in checks])), 2)
        tasks.append(TaskResult(f"task{number}", title, points, 3, checks, f"06, section {number}"))
    accuracy = 0.55 + 0.3 * skill + rng.normal(0, 0.01)
    rise = 1 - np.exp(-np.arange(1, 7) / 2)
    curves = {
        "train_loss": (0.7 - 0.4 * rise).tolist(),
        "train_accuracy": (0.5 + 0.45 * rise).tolist(),
        "validation_accuracy": (0.5 + (accuracy - 0.5) * rise + rng.normal(0, 0.008, 6)).tolist(),
    }
    return SubmissionResult(
        ASSIGNMENT,
        student,
        GRADED,
        sum(task.points for task in tasks),
        18,
        tasks=tasks,
        isolation="namespaces",
        seconds=float(rng.gamma(8, 4)),
        graded_at=f"2026-03-02T10:{seed % 60:02}:00",
        accuracies={HELD_OUT: accuracy},
        curves=curves,
    )


def make_class(size: int) -> list[SubmissionResult]:
    """Make up a class in which the first students are in trouble."""
    names = [*NAMES, *(f"student{number:03}" for number in range(size))][:size]
    results = [make_result(name, seed) for seed, name in enumerate(names)]
    for index, result in enumerate(results[5:11]):
        if index == 0:
            result.notes = ["Test cell “task2” was changed; the released one was restored before grading."]
        elif index == 1:
            reason = "A cell ran longer than 120 s and was stopped; later cells were not run."
            result.status, result.reasons, result.seconds = PARTLY_GRADED, [reason], 300.0
            for task in result.tasks[3:]:
                task.points, task.note = 0, "NameError: name 'model' is not defined"
                task.checks = [CheckResult(check.name, 0.0, "not reached", check.hint) for check in task.checks]
        elif index < 4:
            reason = "The notebook could not be read: it is not valid JSON."
            results[5 + index] = SubmissionResult(
                ASSIGNMENT, result.student, NOT_GRADED, 0, 18, reasons=[reason], isolation="namespaces"
            )
        elif index == 4:
            result.curves = {}
        else:
            result.accuracies = {HELD_OUT: math.nan}
    return results


def hostile_class() -> list[SubmissionResult]:
    """Make up a class that attacks the page through every text a student has a hand in."""
    results = make_class(12)
    results[0] = make_result(f"{HOSTILE}", 0)
    results[1] = make_result('"><img src=http://evil.example onerror=alert(1)>', 1)
    results[2] = make_result("$\\frac{1}$ {{ 7 * 7 }}", 2)
    results[3] = make_result("bell\x07 half\udc80 turned\u202e", 3)
    for result in results[:4]:
        result.reasons, result.notes = [HOSTILE], ["</style></svg>" + HOSTILE]
        for task in result.tasks:
            task.title, task.note, task.lesson = task.title + HOSTILE, HOSTILE, HOSTILE
            task.checks += [CheckResult("'\"" + HOSTILE, 0.0, HOSTILE, HOSTILE)]
        result.accuracies[f"set {HOSTILE}"] = 0.7
    return results


def page_of(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def class_page(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    path = tmp_path_factory.mktemp("report") / "class.html"
    return page_of(write_report(ASSIGNMENT, make_class(30), path, BARS, BASELINES))


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    path = tmp_path_factory.mktemp("report") / "hostile.html"
    return page_of(write_report(f"06 {HOSTILE}", hostile_class(), path, BARS, {HOSTILE: 0.6}))


@pytest.fixture(scope="module")
def student_page(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    return page_of(write_student_page(hostile_class()[0], tmp_path_factory.mktemp("report") / "student.html"))


@pytest.fixture(params=["class_page", "hostile_page", "student_page"])
def any_page(request: pytest.FixtureRequest) -> BeautifulSoup:
    return request.getfixturevalue(request.param)


def words_of(page: BeautifulSoup, selector: str) -> str:
    return " ".join(page.select_one(selector).get_text(" ").split())


def test_nothing_is_loaded_from_elsewhere(any_page: BeautifulSoup) -> None:
    assert not any_page.find_all(["link", "img", "iframe", "object", "embed", "base", "form", "image"])
    for element in any_page.find_all(True):
        for name, value in element.attrs.items():
            assert name not in {"src", "srcset", "action", "data", "background", "xmlns"}
            if name == "href":
                assert value.startswith("#")
            elif name not in {
                "aria-label",
                "data-value",
                "title",
            }:  # these are words, which may well be an address
                assert not re.search(r"https?:|(?<!sha256-)//[a-z]|@import|url\((?!#)", str(value))
    for element in any_page.find_all(["style", "script"]):
        assert not re.search(r"https?:|//|@import|url\(|\bimport\b|fetch", element.get_text())


def test_what_students_write_stays_text(hostile_page: BeautifulSoup, student_page: BeautifulSoup) -> None:
    assert len(hostile_page.find_all("script")) == 1
    assert not student_page.find_all("script")
    for page in [hostile_page, student_page]:
        assert len(page.find_all("style")) == 1
        assert not [name for element in page.find_all(True) for name in element.attrs if name.startswith("on")]
        assert HOSTILE in page.get_text()
    assert HOSTILE in hostile_page.h1.get_text()


def test_only_the_sorting_script_may_run(class_page: BeautifulSoup) -> None:
    policy = class_page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    digest = base64.b64encode(hashlib.sha256(class_page.script.string.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


def test_names_that_no_page_can_hold_are_made_readable(hostile_page: BeautifulSoup) -> None:
    names = [row.get_text() for row in hostile_page.select(".students > tbody > tr > th")]
    assert "bell\N{REPLACEMENT CHARACTER} half\N{REPLACEMENT CHARACTER} turned\N{REPLACEMENT CHARACTER}" in names
    assert "$\\frac{1}$ {{ 7 * 7 }}" in names


def test_headline_counts(class_page: BeautifulSoup) -> None:
    results = make_class(30)
    judged = [result for result in results if result.status != NOT_GRADED]
    cleared = sum(result.accuracies[HELD_OUT] >= 0.80 for result in judged)
    median = np.median([result.points for result in judged])
    words = words_of(class_page, ".lead")
    assert "30 submissions: 27 graded, 1 partly graded, 2 not graded." in words
    assert f"The median is {median:.4g} of 18 points." in words
    assert f"{cleared} of 28 cleared the accuracy bar of 0.80 on “{HELD_OUT}”." in words


def test_points_that_count_are_net_of_the_late_penalty(tmp_path: Path) -> None:
    results = [SubmissionResult(ASSIGNMENT, name, GRADED, 18, 18, late_penalty=4) for name in ("emil", "fay")]
    page = page_of(write_report(ASSIGNMENT, results, tmp_path / "class.html"))
    total = page.select_one(".students td.amount")
    assert (total["data-value"], total.get_text()) == ("14", "14 of 18 (18 − 4 late)")
    assert "The median is 14 of 18 points." in words_of(page, ".lead")
    assert "median 14 of 18. Submissions: 2 at 14." in page.svg["aria-label"]
    student = page_of(write_student_page(results[0], tmp_path / "student.html"))
    assert words_of(student, ".lead") == "emil: 14 of 18 points (18 − 4 late)"


def test_what_needs_a_look_comes_first_and_worst_first(class_page: BeautifulSoup) -> None:
    assert class_page.h2.get_text() == "Needs a look"
    concerns = class_page.select(".concerns > li")
    assert [concern["class"] for concern in concerns] == [["not-graded"], ["partly-graded"], ["noted"]]
    names = [[link.get_text() for link in concern.find_all("a")] for concern in concerns]
    assert names == [["student002", "student003"], ["student001"], ["student000"]]
    assert "not valid JSON" in concerns[0].get_text()
    assert "longer than 120 s" in concerns[1].get_text()
    assert "restored before grading" in concerns[2].get_text()


def test_every_student_has_a_row_with_their_points(class_page: BeautifulSoup) -> None:
    results = {result.student: result for result in make_class(30)}
    bodies = class_page.select(".students > tbody")
    assert sorted(body.th.get_text() for body in bodies) == sorted(results)
    for body in bodies:
        result = results[body.th.get_text()]
        cells = [cell.get_text() for cell in body.tr.find_all("td")]
        assert result.status in cells[0]
        assert float(cells[1].split(" of ")[0]) == pytest.approx(result.points, abs=0.005)
        expected = [f"{task.points:g}" for task in result.tasks] or ["–"] * len(TASKS)
        assert cells[2:] == expected
        checks = [check.name for task in result.tasks for check in task.checks if not task.is_not_begun]
        assert sorted(name.get_text() for name in body.select(".checks strong")) == sorted(checks)


def test_failed_checks_are_counted_per_student(class_page: BeautifulSoup) -> None:
    judged = [result for result in make_class(30) if result.status != NOT_GRADED]
    rows = {row.th.get_text(): [int(td.get_text()) for td in row("td")] for row in table_rows(class_page, "Failed")}
    for number, (title, names) in enumerate(TASKS):
        for name in names:
            failed = [
                result.tasks[number]
                for result in judged
                if any(check.name == name and check.credit < 1 for check in result.tasks[number].checks)
            ]
            row = next(text for text in rows if text.startswith(name) and title in text)
            assert rows[row] == [len(failed), sum(task.note != "" for task in failed)]
            assert f"Hint: Hint on {name}" in row
    assert max(stopped for _, stopped in rows.values()) == 1
    totals = [failed for failed, _ in rows.values()]
    assert totals == sorted(totals, reverse=True)


def table_rows(page: BeautifulSoup, heading: str) -> list:
    return next(table for table in page("table") if heading in table.thead.get_text()).tbody("tr")


def test_every_plot_says_what_it_shows(any_page: BeautifulSoup) -> None:
    plots = any_page.find_all("svg")
    assert plots
    for plot in plots:
        assert plot["role"] == "img"
        assert re.search(r"\d", plot["aria-label"])


def test_alternative_texts_hold_the_numbers(class_page: BeautifulSoup) -> None:
    judged = [result for result in make_class(30) if result.status != NOT_GRADED]
    alts = [plot["aria-label"] for plot in class_page("svg")]
    bars = re.search(r"Submissions: (.*)\.", alts[0])[1]
    assert sum(int(bar.split(" at ")[0]) for bar in bars.split(", ")) == len(judged)
    full = sum(task.points == 3 for result in judged for task in result.tasks[:1])
    assert f"{TASKS[0][0]}, 3 points: {full} all" in alts[1]
    accuracies = [result.accuracies[HELD_OUT] for result in judged if not math.isnan(result.accuracies[HELD_OUT])]
    assert f"highest {max(accuracies):.3f}" in alts[2]
    assert f"{sum(value >= 0.8 for value in accuracies)} at 0.80 or above" in alts[2]
    assert "bag of words 0.79" in alts[2]


def test_students_without_curves_or_accuracy_are_named(class_page: BeautifulSoup) -> None:
    notes = [note.get_text() for note in class_page.select("p.quiet")]
    assert notes == ["Without an accuracy: student005.", "Without readable curves: student004."]
    panels = [panel.get_text() for panel in class_page.select(".panels figcaption")]
    with_curves = [result.student for result in make_class(30) if result.curves]
    assert sorted(panels) == sorted(with_curves)


def test_a_curve_ends_where_its_values_are_no_accuracies(tmp_path: Path) -> None:
    results = make_class(3)
    results[0].curves["validation_accuracy"] = [0.5, 0.6, math.nan, 0.7]
    results[1].curves = {"train_accuracy": [84.0, 85.0], "validation_accuracy": [math.inf]}
    page = page_of(write_report(ASSIGNMENT, results, tmp_path / "class.html"))
    panels = {panel.figcaption.get_text(): panel.svg["aria-label"] for panel in page.select(".panels figure")}
    assert "validation accuracy from 0.50 to 0.60 in 2 epochs" in panels[results[0].student]
    assert results[1].student not in panels
    assert f"Without readable curves: {results[1].student}." in page.get_text()


def test_ids_are_unique_and_references_lead_somewhere(any_page: BeautifulSoup) -> None:
    ids = [element["id"] for element in any_page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    source = [str(value) for element in any_page.find_all(True) for value in element.attrs.values()]
    links = [element["href"][1:] for element in any_page.find_all(href=True)]
    clips = [name for value in source for name in re.findall(r"^url\(#(.+)\)$", value)]
    labels = [element["aria-labelledby"] for element in any_page.find_all(attrs={"aria-labelledby": True})]
    assert clips
    assert {*links, *clips, *labels} <= set(ids)


def test_structure_for_screen_readers(any_page: BeautifulSoup) -> None:
    assert any_page.html["lang"] == "en"
    assert len(any_page("h1")) == len(any_page("main")) == 1
    levels = [int(heading.name[1]) for heading in any_page.find_all(re.compile("^h[1-6]$"))]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(header.get("scope") in {"row", "col"} for header in any_page("th"))
    assert any_page.title.get_text()


def test_text_has_contrast_on_light_and_dark_pages() -> None:
    style = (Path(class_report.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
    schemes = [dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{.*?\}\n", style, re.S)]
    assert len(schemes) == 2
    for colours in schemes:
        on_page = [("ink", "page"), ("quiet", "page"), ("link", "page"), ("good", "page"), ("warn", "page")]
        on_plots = [("page", "full"), ("ink", "part"), ("ink", "none")]
        on_soft = [("ink", "soft"), ("quiet", "soft"), ("link", "soft"), ("good", "soft"), ("bad", "soft")]
        for text, ground in [*on_page, ("bad", "page"), *on_plots, *on_soft, ("warn", "soft")]:
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, as the Web Content Accessibility Guidelines define it."""
    luminances = []
    for colour in [first, second]:
        channels = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
        linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
        luminances.append(float(linear @ [0.2126, 0.7152, 0.0722]))
    return (max(luminances) + 0.05) / (min(luminances) + 0.05)


def test_same_results_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    first = write_report(ASSIGNMENT, make_class(12), tmp_path / "first.html", BARS, BASELINES)
    second = write_report(ASSIGNMENT, make_class(12)[::-1], tmp_path / "second.html", BARS, BASELINES)
    assert first.read_bytes() == second.read_bytes()
    pages = [write_student_page(make_result("王小明"), tmp_path / f"{name}.html") for name in "ab"]
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_the_results_stay_as_they_are(tmp_path: Path) -> None:
    results = hostile_class()[::-1]
    write_report(ASSIGNMENT, results, tmp_path / "class.html")
    assert repr(results) == repr(hostile_class()[::-1])


def test_no_submissions(tmp_path: Path) -> None:
    page = page_of(write_report(ASSIGNMENT, [], tmp_path / "class.html", BARS, BASELINES))
    assert words_of(page, ".lead") == "No submissions yet."
    assert not page("svg")


def test_nothing_graded(tmp_path: Path) -> None:
    reason = "The kernel did not start."
    results = [SubmissionResult(ASSIGNMENT, name, NOT_GRADED, 0, 0, reasons=[reason]) for name in NAMES]
    page = page_of(write_report(ASSIGNMENT, results, tmp_path / "class.html", BARS, BASELINES))
    assert "5 submissions: 5 not graded." in words_of(page, ".lead")
    assert page.get_text().count(reason) == 1 + len(NAMES)  # once for the group, once in each row
    assert "without isolation" not in page.get_text()
    assert not page("svg")


def test_missing_isolation_is_said(tmp_path: Path) -> None:
    results = make_class(4)
    results[1].isolation = results[2].isolation = "none"
    page = page_of(write_report(ASSIGNMENT, results, tmp_path / "class.html"))
    assert "namespaces (2), none (2)" in words_of(page, ".facts")
    assert "2 submissions ran without isolation" in words_of(page, ".warn")


def test_a_failed_report_leaves_the_old_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_report(ASSIGNMENT, make_class(1), tmp_path / "new folder" / "class.html")
    before = path.read_bytes()

    def fail(*args: object, **kwargs: object) -> str:
        raise OSError("disk full")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="disk full"):
        patch.setattr(Path, "replace", fail)
        write_report(ASSIGNMENT, make_class(2), path)
    assert path.read_bytes() == before
    write_report(ASSIGNMENT, make_class(2), path)
    assert path.read_bytes() != before
    assert list(path.parent.iterdir()) == [path]


def test_feedback_for_a_student(tmp_path: Path) -> None:
    result = make_class(30)[5]
    result.reasons = ["A cell was stopped."]
    result.tasks[0].points, result.tasks[0].checks[0] = (
        1.5,
        CheckResult("[PAD] is 0", 0.0, "found 3", "reserve it"),
    )
    result.tasks[1].points = result.tasks[1].max_points
    text = page_of(write_student_page(result, tmp_path / "student.html")).get_text()
    for expected in [result.student, f"{result.points:g} of 18 points", "A cell was stopped.", "[PAD] is 0"]:
        assert expected in text
    assert "found 3\n" in text
    assert "Hint: reserve it" in text
    assert "Worth reading again: lesson 06, section 1" in text
    assert "Worth reading again: lesson 06, section 2" not in text
    assert result.notes
    assert "restored before grading" not in text  # notes are for instructors


def test_test_cells_below_one_heading_are_one_task(tmp_path: Path) -> None:
    result = make_result("王小明")
    result.status, result.accuracies, result.curves = GRADED, {}, {}
    cell = CheckResult("falls", 0.5, "", "more epochs")
    result.tasks = [
        TaskResult("train_test", "Task 6 · Training (6 points)", 1.0, 2.0, [cell], "06, section 6"),
        TaskResult(
            "evaluate_test", "Task 6 · Training (6 points)", 4.0, 4.0, [CheckResult("eval", 1.0)], "06, section 7"
        ),
    ]
    other = SubmissionResult(ASSIGNMENT, "empty", NOT_GRADED, 0, 6, tasks=[TaskResult("train_test", "", 0, 2)])
    page = page_of(write_report(ASSIGNMENT, [other, result], tmp_path / "class.html"))
    assert [header["title"] for header in page.select("th.per-task")] == ["Task 6 · Training"]
    rows = {body.th.get_text(): body.select_one("td.per-task").get_text() for body in page.select(".students > tbody")}
    assert rows == {"王小明": "5", "empty": "–"}
    text = page_of(write_student_page(result, tmp_path / "student.html")).get_text(" ")
    assert "lesson 06, section 6" in text
    assert "section 7" not in text


def test_feedback_without_anything_to_show(tmp_path: Path) -> None:
    result = SubmissionResult(ASSIGNMENT, "王小明", NOT_GRADED, 0, 18, reasons=["The file is empty."])
    result.accuracies = {HELD_OUT: math.nan}
    text = page_of(write_student_page(result, tmp_path / "student.html")).get_text()
    assert "0 of 18 points" in text
    assert "The file is empty." in text
    assert "nan" not in text


@pytest.mark.slow
def test_300_students(tmp_path: Path) -> None:
    results = make_class(300)
    page = page_of(write_report(ASSIGNMENT, results, tmp_path / "class.html", BARS, BASELINES))
    assert {body.th.get_text() for body in page.select(".students > tbody")} == {r.student for r in results}
    assert len(page.select(".panels svg")) == 297
    assert not page.select_one("#curves ~ details").has_attr("open")
    tallest = max(float(plot["viewbox"].split()[3]) for plot in page("svg"))
    assert tallest < 600


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
@pytest.mark.parametrize("kind", ["class", "student"])
def test_no_sideways_scrolling_on_a_phone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "page.html"
    if kind == "class":
        results = make_class(12)
        results[0].student = "w" * 200
        write_report(ASSIGNMENT, results, path, BARS, BASELINES)
    else:
        write_student_page(make_result("w" * 200), path)
    page = path.read_text(encoding="utf-8").replace("<details>", "<details open>")
    frame = tmp_path / "frame.html"
    frame.write_text(
        f'<iframe style="width: 390px; height: 800px; border: 0" srcdoc="{html.escape(page)}"></iframe>'
        "<script>onload = () => { const page = frames[0].document.documentElement;"
        "document.title = `${page.scrollWidth - page.clientWidth} pixels too wide`; };</script>",
        encoding="utf-8",
    )
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--dump-dom",
    ]
    shown = subprocess.run([*command, frame.as_uri()], capture_output=True, text=True, timeout=60, check=True)
    assert "<title>0 pixels too wide</title>" in shown.stdout


def test_the_axis_of_seconds_has_numbers_and_no_markup(tmp_path: Path) -> None:
    for slowest in (25.0, 90.0, 3000.0):
        results = [SubmissionResult(ASSIGNMENT, name, GRADED, 1, 1, seconds=2.0) for name in ("ann", "bob")]
        results[1].seconds = slowest
        page = page_of(write_report(ASSIGNMENT, results, tmp_path / "class.html"))
        labels = [text.get_text() for text in page.select("#seconds ~ figure svg text")]
        assert not any("$" in label or "math" in label for label in labels)
        assert len([label for label in labels if re.fullmatch(r"[\d.]+", label)]) >= 2


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_no_header_breaks_inside_a_word(tmp_path: Path) -> None:
    """Each header is as wide as its longest word, so that no line of it ends in the middle of one."""
    path = write_report(ASSIGNMENT, make_class(12), tmp_path / "class.html", BARS, BASELINES)
    script = """<script>document.title = JSON.stringify([...document.querySelectorAll("thead th:not(.hidden *)")]
        .filter(cell => cell.offsetParent && cell.scrollWidth > cell.clientWidth + 1
            || getComputedStyle(cell).overflowWrap !== "normal").map(cell => cell.innerText))</script></body>"""
    page = path.read_text(encoding="utf-8").replace("</body>", script)
    page = re.sub("<meta http-equiv[^>]*>", "", page)  # this test's script may run
    path.write_text(page, encoding="utf-8")
    for width in (500, 700, 1100):
        arguments = ["--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},900", "--dump-dom"]
        dom = subprocess.run([str(CHROMIUM), *arguments, path.as_uri()], capture_output=True, text=True, check=True)
        assert page_of_text(dom.stdout).title.get_text() == "[]"


def page_of_text(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def test_names_are_shown_with_their_ids_and_who_has_not_handed_in(tmp_path: Path) -> None:
    results = [SubmissionResult(ASSIGNMENT, each, GRADED, 1, 1, seconds=1.0) for each in ("s1", "s2", "s3", "s4")]
    names = {"s1": "Ann Lee", "s2": "Zoë Ng", "s3": "Zoë Ng", "s9": "Bob Fox"}
    absent = [Student("s9", "Bob", "Fox")]
    page = page_of(write_report(ASSIGNMENT, results, tmp_path / "class.html", names=names, absent=absent))
    rows = [body.th.get_text(" ", strip=True) for body in page.select(".students > tbody")]
    assert rows == ["Ann Lee s1", "Zoë Ng (s2)", "Zoë Ng (s3)", "s4"]
    assert {"Ann Lee", "Zoë Ng (s2)", "s4"} <= {text.get_text() for text in page.select("#seconds ~ figure svg text")}
    assert "1 student of the list has not handed in." in words_of(page, ".lead")
    assert words_of(page, ".concerns") == "Not handed in Bob Fox (s9)"
    student = page_of(write_student_page(results[0], tmp_path / "student.html", "Ann Lee"))
    assert words_of(student, ".lead") == "Ann Lee (s1): 1 of 1 points"


def test_what_an_empty_answer_passes_is_not_counted(tmp_path: Path) -> None:
    checks = [CheckResult("by hand", 1.0), CheckResult("values", 0.0, "nothing is written here yet")]
    tasks = [TaskResult(f"t{number}", f"Task {number}", 0, 1, checks, begun=False) for number in range(5)]
    blank = SubmissionResult(ASSIGNMENT, "dan", GRADED, 0, 5, tasks=tasks)
    page = page_of(write_report(ASSIGNMENT, [blank], tmp_path / "class.html"))
    assert "No answer is written" in page.summary.get_text()
    assert words_of(page, ".concerns") == "Blank or nearly blank dan blank: no answer is written"
    tasks[0].begun, tasks[0].points, checks[1].credit = True, 1.0, 1.0
    page = page_of(write_report(ASSIGNMENT, [blank], tmp_path / "class.html"))
    assert "2 of 10 checks passed, only 1 of 5 tasks begun" in " ".join(page.summary.get_text().split())


def test_late_work_and_points_by_hand_need_a_look(tmp_path: Path) -> None:
    results = [make_result(name, 3) for name in ("ann", "bob", "cat")]
    for result, penalty in zip(results[:2], (1.5, 3.0), strict=True):
        result.late, result.late_penalty = f"Handed in late, {penalty:g} off.", penalty
    for task in results[2].tasks:
        task.judged, task.points = task.points, 1.0
    results[2].points = 6.0
    page = page_of(write_report(ASSIGNMENT, results, tmp_path / "class.html"))
    judged = f"{round(results[2].judged, 2):g}"
    found = [words_of(page, f".concerns > li:nth-child({number})") for number in (1, 2)]
    assert found == [f"Set by hand cat (6 of 18, judged {judged})", "Late ann (−1.5) , bob (−3)"]
    assert f"set by hand: 6 of 18, judged {judged}" in words_of(page, ".students")
