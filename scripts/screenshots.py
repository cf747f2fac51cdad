"""Make the pictures in docs/images/: a lesson, a check that fails, and a class's report.

Run it after a change to what they show: `python scripts/screenshots.py`. The first two come from the tests in a
browser, which keep a picture of every screen in build/screens/; the third shows the report that `course demo` writes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import SCREENS, running_browser, shoot, watched_page  # noqa: E402

REPORT = ROOT / "build" / "demo" / "classroom" / "reports" / "06_rnn_text_classification.html"
PICTURES = {"lesson": "lesson", "failing-check": "check", "report": "report"}
COLOURS = 128  # screens have few; a palette makes the files small


def main() -> None:
    """Take the pictures and shrink them."""
    test = "tests/test_browser.py::test_a_student_finds_the_way_and_is_told_what_is_wrong"
    subprocess.run([sys.executable, "-m", "pytest", "-q", test], cwd=ROOT, check=True)
    subprocess.run([sys.executable, "-c", "from course_utils.cli import main; main()", "demo"], cwd=ROOT, check=True)
    with running_browser() as browser, watched_page(browser, viewport={"width": 1200, "height": 1500}) as page:
        page.goto(REPORT.as_uri())
        shoot(page, "report")
    images = ROOT / "docs" / "images"
    images.mkdir(exist_ok=True)
    for screen, name in PICTURES.items():
        picture = Image.open(SCREENS / f"{screen}.png").convert("RGB")
        path = images / f"{name}.png"
        picture.quantize(COLOURS).save(path, optimize=True)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
