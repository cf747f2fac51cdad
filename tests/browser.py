"""What the tests in a browser share: JupyterLab as `course lab` starts it, and pages on which nothing may go wrong."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, Route, expect, sync_playwright

from course_utils.data import cache_folder

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "build" / "screens"
expect.set_options(timeout=60_000)  # milliseconds until something that should appear is missing
WINDOW = {"width": 1280, "height": 860}

# Messages of the programs themselves, which say nothing about the course
HARMLESS = [
    # nbgrader shows the formgrader in a frame that may run scripts, as it must
    r"An iframe which has both allow-scripts and allow-same-origin",
]


def chromium() -> str:
    """Return the path of the system's Chromium, or skip the test; in CI (COURSE_BROWSER=required) it must be there."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    message = "no Chromium is installed (Debian and Ubuntu: apt install chromium)"
    if os.environ.get("COURSE_BROWSER") == "required":
        pytest.fail(message)
    pytest.skip(message)


@contextlib.contextmanager
def running_browser() -> Iterator[Browser]:
    """Start Chromium; outside tests too."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def watched_page(browser: Browser, **options: object) -> Iterator[Page]:
    """Open a page that may write no error to the console, miss no file, and fetch nothing from another computer."""
    context = browser.new_context(**{"viewport": WINDOW, **options})
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []

    def console(message: ConsoleMessage) -> None:
        known = any(re.search(pattern, message.text) for pattern in HARMLESS)
        if message.type in ("error", "warning") and not known:
            wrong.append(f"console {message.type}: {message.text}")

    def response(answer: Response) -> None:
        if answer.status >= 400:
            wrong.append(f"{answer.status}: {answer.url}")

    def elsewhere(route: Route) -> None:
        wrong.append(f"asks another computer: {route.request.url}")
        route.abort()

    page.on("console", console)
    page.on("pageerror", lambda error: wrong.append(f"error in the page: {error}"))
    page.on("response", response)
    context.route(re.compile(r"^https?://(?!127\.0\.0\.1[:/]|localhost[:/])"), elsewhere)
    try:
        yield page
    finally:
        context.close()
    assert not wrong, "\n".join(wrong)


def assert_no_barriers(page: Page, part: str | None = None) -> None:
    """Let axe-core look for barriers, on the page or in the `part` that a selector names."""
    found = Axe().run(page, part).response["violations"]
    places = [f"{each['id']}: {each['help']}: {node['html'][:200]}" for each in found for node in each["nodes"]]
    assert not places, "\n".join(places)


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page in build/screens/, for people to look at."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")


# JupyterLab


@contextlib.contextmanager
def running_lab(course: Path, home: Path, *arguments: str, **environment: str) -> Iterator[str]:
    """Run `course lab` in a user's new home until the block ends; yields the address that it prints."""
    home.mkdir(parents=True, exist_ok=True)
    own = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "COURSE", "XDG"))}
    own |= {"HOME": str(home), "COURSE_PROGRESS": str(home / "progress"), "COURSE_DATA": str(cache_folder())}
    own |= {"PATH": os.defpath, "OMP_NUM_THREADS": "1", **environment}  # a PATH without this environment's scripts
    start = "from course_utils.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", start, "lab", "--no-browser", *arguments],
        cwd=course,
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield _address(process, home / "lab.log")
    finally:
        _end(process)


def _address(process: subprocess.Popen[str], log: Path) -> str:
    """Wait for JupyterLab to print its address; what it prints goes to a file from then on."""
    assert process.stdout is not None
    seen = []
    for line in process.stdout:
        seen.append(line)
        if found := re.search(r"http://127\.0\.0\.1\S+token=\w+", line):
            threading.Thread(target=_write_rest, args=(process.stdout, log, seen), daemon=True).start()
            return found[0]
    pytest.fail("`course lab` ended before it was ready:\n" + "".join(seen))


def _write_rest(lines: Iterator[str], log: Path, seen: list[str]) -> None:
    with log.open("w", encoding="utf-8") as file:
        file.writelines(seen)
        file.writelines(lines)


def _end(process: subprocess.Popen[str]) -> None:
    """Ask `course lab` alone to end, as a service manager does; everything that it started must end with it."""
    process.terminate()
    try:
        process.wait(20)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def open_lab(page: Page, address: str) -> None:
    """Open JupyterLab and wait until it has settled on its start page."""
    page.goto(address)
    page.locator(".jp-MarkdownViewer h1").first.wait_for()
    page.locator("#jupyterlab-splash").wait_for(state="detached")


def reload_start_page(page: Page, awaited: str | re.Pattern[str]) -> None:
    """Reload the start page until it shows what is awaited: `course lab` brings it up to date every few seconds."""
    page.get_by_role("tab", name="start.md").click()
    for _ in range(20):
        choose(page, "File", "Reload Markdown File from Disk")
        with contextlib.suppress(AssertionError):
            expect(page.locator(".jp-MarkdownViewer")).to_contain_text(awaited, timeout=1000)
            return
    pytest.fail(f"the start page does not show {awaited!r}")


def open_notebook(page: Page, link: str) -> None:
    """Click a link on the start page, and wait for the notebook with a kernel that is ready."""
    page.get_by_role("tab", name="start.md").click()
    page.locator(".jp-MarkdownViewer").get_by_role("link", name=link).click()
    page.locator(".jp-NotebookPanel:visible .jp-Cell").first.wait_for()
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle")


def cell(page: Page, text: str) -> Locator:
    """Return the visible notebook's first code cell that contains a text."""
    return page.locator(".jp-NotebookPanel:visible .jp-CodeCell", has_text=text).first


def write_cell(page: Page, text: str, source: str) -> None:
    """Put `source` in place of the code of the cell that contains a text."""
    _enter(cell(page, text))
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)


def run_cell(page: Page, text: str) -> Locator:
    """Run the code cell that contains a text, and return its output area once it has run."""
    found = cell(page, text)
    prompt = found.locator(".jp-InputPrompt")
    before = prompt.inner_text()
    for _ in range(20):  # JupyterLab drops a cell that is run before its kernel is connected
        _enter(found)
        page.keyboard.press("Control+Enter")
        with contextlib.suppress(AssertionError):
            expect(prompt).not_to_have_text(before, timeout=3000)
            break
    expect(prompt).to_have_text(re.compile(r"\[\d+\]"))
    expect(prompt).not_to_have_text(before)
    return found.locator(".jp-Cell-outputArea")


def _enter(found: Locator) -> None:
    """Put the cursor in a cell's code, by focus: a click would miss it where cells above are still being laid out."""
    found.locator(".cm-content").focus()
    expect(found).to_have_class(re.compile("jp-mod-active"))


def choose(page: Page, menu: str, item: str) -> None:
    """Choose an item from a menu at the top."""
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.locator(".lm-Menu").get_by_role("menuitem", name=item).click()
