"""The roads of a student and of an instructor, walked in a real browser from `course lab` to feedback.

Each test fails on an error in the browser's console, a missing file, or a request to another computer. Pictures of the
screens lie in build/screens/ afterwards.
"""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed (pip install -e '.[dev]')")

from browser import (
    ROOT,
    WINDOW,
    assert_no_barriers,
    choose,
    open_lab,
    open_notebook,
    reload_start_page,
    run_cell,
    running_browser,
    running_lab,
    shoot,
    watched_page,
    write_cell,
)
from playwright.sync_api import Browser, FrameLocator, Page, expect
from test_by_hand import course_with_a_report
from test_report import BARS, BASELINES, make_class
from tiny import ASSIGNMENT, NAIVE, submit, tiny_course

from conftest import copy_course
from course_utils.grading.classroom import due_dates, gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import release
from course_utils.grading.course.layout import CONFIG_FILE, TIMESTAMP_FILE, Course
from course_utils.grading.course.notebooks import grade_id, read_notebook
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.pages.class_report import write_report, write_student_page
from course_utils.grading.pages.feedback import make_feedback
from course_utils.grading.platforms.collect import collect

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="course lab is driven on Linux")]

WRONG = "def build_vocabulary(texts, min_count=1):\n    return {'[PAD]': 0, '[UNK]': 1}"
CRASHES = "def double(x: int) -> int:\n    # not yet\n    raise ValueError('no', 1.5, x is None)"
SPILLING = """[...document.querySelectorAll(".nbgrader_cell .panel-heading")]
    .filter(heading => heading.lastElementChild.getBoundingClientRect().bottom > heading.getBoundingClientRect().bottom)
    .map(heading => heading.textContent)"""
PHONE = {"width": 390, "height": 844}
LESSON = "Recurrent networks for text"
TITLE = "Sentiment classification with a recurrent network"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as chromium:
        yield chromium


def test_a_student_finds_the_way_and_is_told_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    course = copy_course(tmp_path / "course")
    shutil.copytree(ROOT / "notebooks", course.root / "notebooks")
    shutil.copytree(ROOT / "docs", course.root / "docs")
    with running_lab(course.root, tmp_path / "home") as address, watched_page(browser) as page:
        open_lab(page, address)
        shoot(page, "student-start")
        assert_no_barriers(page, ".jp-MarkdownViewer")
        assert_only_students_tools(page, address)

        open_notebook(page, LESSON)
        page.locator(".jp-NotebookPanel:visible .jp-OutputArea img").first.scroll_into_view_if_needed()
        shoot(page, "lesson")
        choose(page, "Edit", "Clear Outputs of All Cells")
        run_first_cells(page, 3)

        open_notebook(page, TITLE)
        run_cell(page, "from course_utils import check")
        write_cell(page, "def build_vocabulary", WRONG)
        run_cell(page, "def build_vocabulary")
        answer = run_cell(page, 'check.task("build_vocabulary_test"')
        for words in ("✗ the numbering", "Hint:", "Read again: lesson 06, section 1"):
            expect(answer).to_contain_text(words)
        expect(answer).not_to_contain_text("Traceback")
        answer.scroll_into_view_if_needed()
        shoot(page, "failing-check")

        write_cell(page, "def build_vocabulary", right_answer(course))
        run_cell(page, "def build_vocabulary")
        expect(run_cell(page, 'check.task("build_vocabulary_test"')).to_contain_text("✓ the numbering")
        page.get_by_role("button", name="Validate").click()
        report = page.get_by_role("dialog")
        expect(report).to_contain_text("nothing is written here yet")
        expect(report).not_to_contain_text("build_vocabulary_test")
        shoot(page, "validate")
        report.get_by_role("button", name="Ok").click()

        reload_start_page(page, re.compile(r"\b4 of \d+"))
        page.get_by_text("Assignment 06, task by task").click()
        shoot(page, "student-progress")


def assert_only_students_tools(page: Page, address: str) -> None:
    """Look for what a student can do without: nbgrader's tools for instructors, and Jupyter's question about news."""
    page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
    menu = page.locator(".lm-Menu")
    expect(menu).to_contain_text("Assignment List")
    expect(menu).not_to_contain_text("Formgrader")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Create Assignment")).to_have_count(0)
    expect(page.locator(".Toastify__toast")).to_have_count(0)
    assert page.request.get(urljoin(address, "/formgrader/manage_assignments")).status == 404
    listed = {each["name"] for each in page.request.get(urljoin(address, "/api/contents")).json()["content"]}
    assert listed == {"assignments", "docs", "notebooks", "start.md"}


def right_answer(course: Course) -> str:
    """Return the reference solution's code for the first task of assignment 06."""
    cells = read_notebook(course.master("06_rnn_text_classification")).cells
    return next(each.source for each in cells if grade_id(each) == "build_vocabulary")


def run_first_cells(page: Page, number: int) -> None:
    """Run a lesson from the top with Shift+Enter, until `number` code cells have run."""
    prompts = page.locator(".jp-NotebookPanel:visible .jp-CodeCell .jp-InputPrompt")
    page.locator(".jp-NotebookPanel:visible .jp-Cell").first.click()
    while prompts.nth(number - 1).inner_text().strip() == "[ ]:":
        page.keyboard.press("Shift+Enter")
    expect(prompts.nth(number - 1)).to_have_text(re.compile(r"\[\d+\]"))
    expect(page.locator(".jp-NotebookPanel:visible [data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)


@pytest.mark.parametrize("window", [WINDOW, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", ["report", "overview"])
def test_pages_are_for_everyone_and_fit_a_phone(
    browser: Browser, tmp_path: Path, name: str, window: dict[str, int]
) -> None:
    path = tmp_path / f"{name}.html"
    results = make_class(20)
    if name == "report":
        write_report("06_rnn_text_classification", results, path, bars=BARS, baselines=BASELINES)
    else:
        write_student_page(results[1], path)
    with watched_page(browser, viewport=window) as page:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], "scrolls sideways"
        assert_no_barriers(page)
        shoot(page, f"{name}-{window['width']}")


def test_the_graded_notebook_is_for_everyone_and_fits_a_phone(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """nbgrader's page, with all that it can show: a failed check, a traceback, a comment, points off for a late day."""
    course = tiny_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    release(course, ASSIGNMENT)
    submit(course, "ann", softmax=NAIVE, double=CRASHES)
    (course.submitted / "ann" / ASSIGNMENT / TIMESTAMP_FILE).write_text("2026-12-01 12:00:00 UTC", encoding="utf-8")
    due_dates.set_due_date(course, ASSIGNMENT, datetime(2026, 11, 30, tzinfo=UTC))
    grade(course, ASSIGNMENT, ["ann"], best_isolation())
    with gradebook.connected(course) as book:
        book.find_comment("softmax", ASSIGNMENT, ASSIGNMENT, "ann").manual_comment = "Well begun."
        book.db.commit()
    gradebook.feedback(course, ASSIGNMENT, "ann")
    for window in (WINDOW, PHONE):
        with watched_page(browser, viewport=window) as page:
            page.goto((course.feedback / "ann" / ASSIGNMENT / f"{ASSIGNMENT}.html").as_uri())
            for words in (
                "large logits stay finite",
                "ValueError: ('no', 1.5",
                "Well begun.",
                "Late submission penalty",
            ):
                expect(page.locator("body")).to_contain_text(words)
            assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], "scrolls sideways"
            assert page.evaluate(SPILLING) == [], "the points are written beside their heading"
            assert_no_barriers(page)
            shoot(page, f"graded-notebook-{window['width']}")


def test_an_assignment_goes_out_comes_back_and_is_returned(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Release, fetch, answer, validate, submit, collect, autograde, look, return: all by mouse.

    Then the same work is handed in once more, on a learning platform.
    """
    course = tiny_course(tmp_path / "instructor")
    release(course, ASSIGNMENT)
    (tmp_path / "student" / "assignments").mkdir(parents=True)
    shutil.copy(ROOT / CONFIG_FILE, tmp_path / "student")
    settings = {"JUPYTER_CONFIG_PATH": str(exchange_settings(tmp_path))}
    with (
        running_lab(course.root, tmp_path / "home", "--instructor", **settings) as instructors_lab,
        running_lab(tmp_path / "student", tmp_path / "student-home", **settings) as students_lab,
        watched_page(browser) as instructor,
        watched_page(browser) as student,
    ):
        formgrader = open_formgrader(instructor, instructors_lab)
        press(formgrader, "td.assign a", "Successfully created")
        press(formgrader, "td.release a", "Successfully released")
        fetch_answer_and_submit(student, students_lab)
        press(formgrader, "td.collect a", "Successfully collected")
        shoot(instructor, "formgrader")
        autograde_and_look(instructor, formgrader)
        for name in ("Manual Grading", "Manage Assignments"):
            formgrader.get_by_role("link", name=name).click()
        press(formgrader, "td.generate-feedback a", "Successfully generated feedback")
        press(formgrader, "td.release-feedback a", "Successfully released feedback")
        read_feedback(student)
        uploaded = download(student, tmp_path / "downloads")
    monkeypatch.chdir(course.root)
    class_zip = tmp_path / "class.zip"
    with zipfile.ZipFile(class_zip, "w") as platform:
        platform.write(uploaded, f"Ann Lee_12345_assignsubmission_file_/{uploaded.name}")
    assert list(collect([class_zip], ASSIGNMENT, course.submitted).accepted) == ["ann-lee"]
    assert [result.points for result in grade(course, ASSIGNMENT, ["ann-lee"], best_isolation())] == [2.5]


def test_a_written_answer_is_read_given_points_and_returned(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A student writes a text and hands in; somebody reads it in the formgrader; points and comment come back."""
    course = course_with_a_report(tmp_path / "course")
    monkeypatch.chdir(course.root)
    students = tmp_path / "student"
    shutil.copytree(course.assignments, students / "assignments")
    shutil.copy(ROOT / CONFIG_FILE, students)
    with running_lab(students, tmp_path / "student-home") as lab, watched_page(browser) as page:
        open_lab(page, lab)
        open_notebook(page, "A tiny assignment")
        write_text_cell(
            page, "YOUR ANSWER HERE", "I changed **two** things. One of them helped: 0.71 before, 0.78 after."
        )
        shoot(page, "written-answer")
        uploaded = download(page, tmp_path / "downloads")
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as platform:
        platform.write(uploaded, f"Ann Lee_12345_assignsubmission_file_/{uploaded.name}")
    assert list(collect([tmp_path / "class.zip"], ASSIGNMENT, course.submitted).accepted) == ["ann-lee"]
    (result,) = grade(course, ASSIGNMENT, ["ann-lee"], best_isolation())
    assert [task.waits for task in result.waiting] == ["waits for points by hand (12 words)"]
    with running_lab(course.root, tmp_path / "home", "--instructor") as lab, watched_page(browser) as page:
        open_lab(page, lab)
        page.goto(urljoin(lab, f"/formgrader/gradebook/{ASSIGNMENT}/{ASSIGNMENT}"))
        page.get_by_role("link", name="Submission #1").click()
        page.wait_for_function("window.formgrader && formgrader.grades && formgrader.grades.loaded")
        expect(page.locator("body")).to_contain_text("0.71 before, 0.78 after")
        enter(page, "#essay", "2.5", "/api/grade/")
        enter(page, "#essay-comment", "How sure is 0.07?", "/api/comment/")
        shoot(page, "formgrader-written-answer")
    assert [score.points for score in gradebook.scores(course, ASSIGNMENT)] == [2.5]
    make_feedback(course, ASSIGNMENT)
    folder = course.feedback / "ann-lee" / ASSIGNMENT
    for name, points in (("overview.html", "2.5 of 7 points"), (f"{ASSIGNMENT}.html", "2.5/3")):
        with watched_page(browser) as page:
            page.goto((folder / name).as_uri())
            expect(page.locator("body")).to_contain_text(re.compile(points.replace("/", r"\s*/\s*")))
            expect(page.locator("body")).to_contain_text("How sure is 0.07?")
            expect(page.locator("body")).not_to_contain_text("waits")
            assert_no_barriers(page)
            shoot(page, f"written-answer-{name}")


def write_text_cell(page: Page, text: str, source: str) -> None:
    """Put `source` in place of the text cell that shows a text."""
    found = page.locator(".jp-NotebookPanel:visible .jp-MarkdownCell", has_text=text)
    found.locator(".jp-RenderedMarkdown").dblclick()
    found.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+S")
    expect(page.locator("#jp-main-statusbar")).to_contain_text("Saving completed")


def enter(page: Page, field: str, text: str, address: str) -> None:
    """Fill in a field of the formgrader, and leave it: then it is saved."""
    page.locator(field).fill(text)
    with page.expect_response(lambda answer: address in answer.url and answer.request.method == "PUT"):
        page.locator(field).blur()


OVERLAY = """
<div class="nbgrader_cell"><b id="softmax_test"></b><b id="double_test"></b><b class="score"></b>
<div class="full-credit modal-backdrop fade">an invisible button, as large as the page</div></div>
"""


def test_a_click_on_a_submission_gives_no_points(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the formgrader a text cell poses as the button for full credit and covers the page with it."""
    course = tiny_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    release(course, ASSIGNMENT)
    submit(course, "ann", title=f"# A tiny assignment\n{OVERLAY}")
    grade(course, ASSIGNMENT, ["ann"], best_isolation())
    with running_lab(course.root, tmp_path / "home", "--instructor") as lab, watched_page(browser) as page:
        open_lab(page, lab)
        page.goto(urljoin(lab, "/formgrader/gradebook/01_tiny/01_tiny"))
        page.get_by_role("link", name="Submission #1").click()
        page.wait_for_function("window.formgrader && formgrader.grades && formgrader.grades.loaded")
        page.mouse.click(640, 400)
        page.wait_for_load_state("networkidle")
        shoot(page, "formgrader-overlay")
    assert [score.points for score in gradebook.scores(course, ASSIGNMENT)] == [0]


def exchange_settings(folder: Path) -> Path:
    """Set up nbgrader's exchange, as a shared machine has it in /etc; return the folder with the settings."""
    (folder / "exchange").mkdir()
    (folder / "exchange").chmod(0o777)
    (folder / "etc").mkdir()
    lines = [
        "c = get_config()",
        'c.CourseDirectory.course_id = "pytorch"',
        f"c.Exchange.root = {str(folder / 'exchange')!r}",
        f"c.Exchange.cache = {str(folder / 'cache')!r}",
    ]
    (folder / "etc" / "nbgrader_config.py").write_text("\n".join(lines), encoding="utf-8")
    return folder / "etc"


def open_formgrader(page: Page, address: str) -> FrameLocator:
    open_lab(page, address)
    choose(page, "Nbgrader", "Formgrader")
    frame = page.frame_locator("iframe").last
    frame.locator("td.name").wait_for()
    return frame


def press(formgrader: FrameLocator, button: str, answer: str) -> None:
    """Press one of the formgrader's buttons, read its answer, and close it."""
    formgrader.locator(button).click()
    dialog = formgrader.locator(".modal:visible")
    expect(dialog).to_contain_text(answer)
    dialog.locator(".modal-footer button").click()
    expect(dialog).to_have_count(0)


def fetch_answer_and_submit(page: Page, address: str) -> None:
    """Do what a student does with an assignment from the exchange; one of the answers is a typical mistake."""
    open_lab(page, address)
    choose(page, "Nbgrader", "Assignment List")
    page.get_by_role("button", name="Fetch").click()
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    reload_start_page(page, "A tiny assignment")
    open_notebook(page, "A tiny assignment")
    for answer in (NAIVE, "def double(x):\n    return 2 * x"):
        write_cell(page, "# YOUR CODE HERE", answer)
    page.get_by_role("button", name="Validate").click()
    expect(page.get_by_role("dialog")).to_contain_text("large logits stay finite")
    page.get_by_role("dialog").get_by_role("button", name="Ok").click()
    page.get_by_role("tab", name="Assignments").click()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#submitted_assignments_list")).to_contain_text(ASSIGNMENT)
    shoot(page, "submitted")


def download(page: Page, folder: Path) -> Path:
    """Save the open notebook on the student's own computer, under the name that the browser suggests."""
    page.get_by_role("tab", name=f"{ASSIGNMENT}.ipynb").click()
    with page.expect_download() as started:
        choose(page, "File", "Download")
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def autograde_and_look(page: Page, formgrader: FrameLocator) -> None:
    """Grade by the formgrader's button, and open the graded notebook."""
    formgrader.locator("td.num-submissions a").click()
    press(formgrader, "td.autograde a", "Successfully autograded")
    expect(formgrader.locator("td.score")).to_have_text("2.5 / 4")
    shoot(page, "submissions")
    formgrader.get_by_role("link", name="Manual Grading").click()
    for name in (ASSIGNMENT, ASSIGNMENT, "Submission #1"):
        formgrader.get_by_role("link", name=name).first.click()
    expect(formgrader.locator("body")).to_contain_text("large logits stay finite")
    expect(formgrader.locator("math")).not_to_have_count(0)
    shoot(page, "submission")


def read_feedback(page: Page) -> None:
    """Fetch the feedback, and open the page in JupyterLab."""
    page.locator("#refresh_assignments_list").click()
    submitted = page.locator("#submitted_assignments_list")
    submitted.get_by_role("button", name="Fetch Feedback").click()
    submitted.get_by_text("(view feedback)").click()
    shoot(page, "feedback-folder")
    page.locator(".jp-DirListing-item", has_text="01_tiny.html").dblclick()
    feedback = page.frame_locator(".jp-HTMLViewer iframe")  # in which scripts cannot run
    expect(feedback.locator("body")).to_contain_text("large logits stay finite")
    expect(feedback.locator("math")).not_to_have_count(0)
    shoot(page, "feedback")
