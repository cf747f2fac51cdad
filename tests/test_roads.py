"""One notebook gets the same points on every road that leads to points: a table of notebooks by roads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tiny import ASSIGNMENT, SOFTMAX, submit, tiny_course

from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import check_notebook, release
from course_utils.grading.course.layout import Course
from course_utils.grading.kernels.provisioners import Isolation, best_isolation, why_unavailable

pytestmark = pytest.mark.slow

IMPORTS = "import torch\nfrom course_utils import check"
DOUBLE = "def double(x):\n    return x + x"
INSTALLED = ("course_utils", "torch", "numpy", "IPython", "ipykernel", "tqdm", "sklearn", "matplotlib")
STANDARD = ("random", "test", "json", "asyncio", "sitecustomize", "usercustomize")


@dataclass
class HandIn:
    """What a student hands in: the answers, by cell, the files beside the notebook, and the points for them."""

    points: float
    softmax: str = SOFTMAX
    double: str = DOUBLE
    imports: str = IMPORTS
    files: dict[str, str] = field(default_factory=dict)


HAND_INS = {
    "reference": HandIn(4),
    "blank": HandIn(0, softmax="raise NotImplementedError", double="raise NotImplementedError"),
    "dead kernel": HandIn(1, softmax=f"{SOFTMAX}\nimport os\nos._exit(0)"),
    "dead in a test cell": HandIn(1, softmax="def softmax(x):\n    import os\n    os._exit(1)"),
    "a broken import": HandIn(4, imports=f"import no_such_package as nsp\n{IMPORTS}"),
    "noisy": HandIn(4, double="import sys\nprint('x\\r' * 50_000, file=sys.stderr)\nprint('\\b' * 50_000)\n" + DOUBLE),
    "own modules": HandIn(
        4,
        softmax="from own.helpers import softmax\nassert open('own/number.txt').read() == '2'",
        double="import os\nos.makedirs('out')\nos.chdir('out')\nfrom twice import double",
        files={
            "own/__init__.py": "",
            "own/helpers.py": f"import torch\n{SOFTMAX}",
            "own/number.txt": "2",
            "twice.py": "from own import helpers\nfrom pathlib import Path\n"
            "factor = int(Path(helpers.__file__).with_name('number.txt').read_text())\n"
            "def double(x):\n    return factor * x",
        },
    ),
    "modules by common names": HandIn(
        4,
        double="%cd -q /tmp\nimport check as notes\nfrom utils import double\nassert notes.x == 1",
        files={"check.py": "x = 1", "utils.py": DOUBLE},
    ),
    "files that shadow": HandIn(
        4,
        files={
            "checks.json": '{"damaged',
            **{f"{name}.py": "raise SystemExit(1)" for name in (*INSTALLED, *STANDARD)},
        },
    ),
}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course with everybody's work handed in; students are called by the numbers of their hand-ins."""
    course = tiny_course(tmp_path_factory.mktemp("roads") / "course")
    release(course, ASSIGNMENT)
    for student, work in zip(students(), HAND_INS.values(), strict=True):
        submit(course, student, softmax=work.softmax, double=work.double, imports=work.imports)
        for name, text in work.files.items():
            path = course.handed_in(ASSIGNMENT, student).parent / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return course


def students() -> list[str]:
    return [f"s{number}" for number in range(len(HAND_INS))]


def by_a_students_own_check(course: Course) -> list[float]:
    with ThreadPoolExecutor(2) as pool:
        paths = [course.handed_in(ASSIGNMENT, student) for student in students()]
        return [result.points for result in pool.map(lambda path: check_notebook(course, ASSIGNMENT, path), paths)]


def by_grading(course: Course, isolation: Isolation, **options: str) -> list[float]:
    if reason := why_unavailable(isolation):
        pytest.skip(f"{isolation} is not available here: {reason}")
    return [result.points for result in grade(course, ASSIGNMENT, students(), isolation, workers=2, **options)]


def by_nbgraders_command(course: Course) -> list[float]:
    scripts = sysconfig.get_path("scripts")
    command = [str(Path(scripts) / "nbgrader"), "autograde", ASSIGNMENT, "--create"]
    environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"]}
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr
    points = {score.student: score.points for score in gradebook.scores(course, ASSIGNMENT)}
    return [points[student] for student in students()]


def on_a_cluster(course: Course) -> list[float]:
    distributed = pytest.importorskip("distributed", reason='Dask is not installed: pip install -e ".[cluster]"')
    options = {"n_workers": 1, "threads_per_worker": 2, "host": "127.0.0.1", "dashboard_address": None}
    with distributed.LocalCluster(processes=True, **options) as cluster:
        return by_grading(course, best_isolation(), scheduler=cluster.scheduler_address)


ROADS = {
    "course check": by_a_students_own_check,
    "namespaces": lambda course: by_grading(course, Isolation.NAMESPACES),
    "bubblewrap": lambda course: by_grading(course, Isolation.BUBBLEWRAP),
    "none": lambda course: by_grading(course, Isolation.NONE),
    "nbgrader autograde": by_nbgraders_command,
    "a cluster": on_a_cluster,
}


@pytest.fixture(scope="module", params=ROADS)
def points(request: pytest.FixtureRequest, released: Course, tmp_path_factory: pytest.TempPathFactory):
    """Everybody's points on one road, in a copy of the course where nothing is graded yet."""
    course = Course(tmp_path_factory.mktemp("road") / "course")
    shutil.copytree(released.root, course.root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.root)
        return dict(zip(HAND_INS, ROADS[request.param](course), strict=True))


@pytest.mark.parametrize("hand_in", HAND_INS)
def test_every_road_gives_the_same_points(points: dict[str, float], hand_in: str) -> None:
    assert points[hand_in] == HAND_INS[hand_in].points
