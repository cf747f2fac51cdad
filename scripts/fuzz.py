"""Search for input that ends in a traceback: whatever bytes arrive, they are read, or refused in words.

    python -m pip install atheris
    python scripts/fuzz.py notebook --seconds 120

The fuzzer changes its examples, watches which lines of the course's code run, and keeps what reaches new ones in
build/fuzz/<target>. It stops at a find and says where it is; make it smaller by hand, turn it into a test, and mend.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import atheris
import torch

with atheris.instrument_imports(include=["course_utils"]):
    from course_utils.checks.values import compare, pack, unpack
    from course_utils.checks.verdicts import MIME
    from course_utils.grading.course.layout import CourseError, find_course
    from course_utils.grading.course.notebooks import read_notebook, read_submission
    from course_utils.grading.kernels.gate import Frames
    from course_utils.grading.kernels.messages import readable
    from course_utils.grading.platforms.collect import collect
    from course_utils.grading.platforms.tables import read_table
    from course_utils.grading.submission.execution_cache import read_execution
    from course_utils.grading.submission.sanitise import restore
    from course_utils.source.reading import read

COURSE = find_course()
ASSIGNMENT = COURSE.find_assignment("01")
RELEASED = read_notebook(COURSE.released(ASSIGNMENT))


def notebook(data: bytes, folder: Path) -> None:
    """A hand-in: read, and rebuilt on the release."""
    path = folder / "notebook.ipynb"
    path.write_bytes(data)
    with suppress(CourseError):
        restore(read_submission(path), RELEASED)


def archive(data: bytes, folder: Path) -> None:
    """A class's download."""
    (folder / "class.zip").write_bytes(data)
    with suppress(CourseError):
        collect([folder / "class.zip"], ASSIGNMENT, folder / "submitted")


def table(data: bytes, folder: Path) -> None:
    """A list of students or points."""
    path = folder / "students.csv"
    path.write_bytes(data)
    with suppress(CourseError):
        read_table(path, "list of students")


def record(data: bytes, folder: Path) -> None:
    """An execution that was stored."""
    path = folder / "execution.json"
    path.write_bytes(data)
    read_execution(path, RELEASED)


def message(data: bytes, folder: Path) -> None:
    """What a kernel sends: bytes on a socket, and, where these are JSON, a message."""
    frames, half = Frames(limit=10_000), len(data) // 2
    split = frames.may_pass(data[:half]) and frames.may_pass(data[half:])
    assert split == Frames(limit=10_000).may_pass(data)
    with suppress(ValueError, RecursionError):
        sent = json.loads(data)
        if isinstance(sent, dict):  # the session that unpacks messages makes it one, with these four
            rebuilt = readable({key: {} for key in ("header", "parent_header", "metadata", "content")} | sent)
            json.dumps(rebuilt).encode()


def report(data: bytes, folder: Path) -> None:
    """A value that a check has reported, compared with a reference's."""
    with suppress(ValueError, RecursionError):
        found = json.loads(data)
        for expected in (1.5, "text", [1, 2], {"a": True}, None):
            compare(unpack(found), expected, 1e-4, 1e-6)


def source(data: bytes, folder: Path) -> None:
    """A cell's code, and what a function in it leads to."""
    read([data.decode(errors="replace")], "f")


TARGETS: dict[str, Callable[[bytes, Path], None]] = {
    each.__name__: each for each in (notebook, archive, table, record, message, report, source)
}


def examples(target: str) -> list[bytes]:
    """Return where the search begins."""
    released = COURSE.released(ASSIGNMENT).read_bytes()
    cell = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": [], "execution_count": None}
    small = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    display = {"data": {MIME: {"name": "a", "value": 1}, "text/plain": "a"}, "metadata": {}, "transient": {}}
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as file:
        file.writestr(f"ana/{ASSIGNMENT}.ipynb", json.dumps(small))
        file.writestr("ana/helpers.py", "y = 2")
    packed = [pack(value) for value in ([1, "a"], {"a": (True, None)}, torch.ones(2), lambda: 1)]
    return {
        "notebook": [json.dumps(small).encode(), released],
        "archive": [zipped.getvalue()],
        "table": [b"id,name\nana,Ana Li\n", "Vorname;Nachname;E-Mail\nÄnne;Ö;a@b.c\n".encode("utf-16")],
        "record": [b'{"cells": [], "isolation": "none", "doubt": "", "status": "graded"}'],
        "message": [json.dumps({"msg_type": "display_data", "content": display, "header": {}}).encode()],
        "report": [json.dumps(each).encode() for each in packed],
        "source": [b"import torch\ndef f(x):\n    return torch.softmax(x, 0)\n", b"%time f = lambda x: [y for y in x]"],
    }[target]


def main() -> None:
    """Read the arguments, and search until the time is over or something is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS, help="what reads the bytes")
    parser.add_argument("--seconds", type=int, default=120)
    arguments = parser.parse_args()
    corpus = COURSE.root / "build" / "fuzz" / arguments.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, example in enumerate(examples(arguments.target)):
        (corpus / f"example-{number}").write_bytes(example)

    def once(data: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="course-fuzz-") as folder:
            TARGETS[arguments.target](data, Path(folder))

    settings = [f"-max_total_time={arguments.seconds}", f"-artifact_prefix={corpus.parent}/{arguments.target}-"]
    atheris.Setup([sys.argv[0], *settings, "-timeout=10", str(corpus)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
