"""Check that a machine has what the course needs, and say in words what is missing."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

from course_utils import data
from course_utils.grading.course.layout import CourseError
from course_utils.grading.kernels.provisioners import Isolation, best_isolation, why_unavailable

NEEDED_FREE_GB = 2


class Finding(NamedTuple):
    """One thing that was looked at: whether it is as it should be, and in words what was found."""

    ok: bool
    what: str
    detail: str
    needed: bool = True  # by everybody: a student does not grade


def examine() -> list[Finding]:
    """Look at Python, the packages, the data, the isolation for grading, and the disk."""
    return [_python(), _packages(), *_data(), _nbgrader(), _isolation(), _disk()]


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding(sys.version_info >= (3, 11), "Python", found)


def _packages() -> Finding:
    problems = []
    for line in requires("course-utils") or []:
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            found = version(requirement.name)
        except PackageNotFoundError:
            problems.append(f"{requirement.name} is not installed")
            continue
        if not requirement.specifier.contains(found, prereleases=True):
            problems.append(f"{requirement.name} is {found}, needed is {requirement.specifier}")
    detail = "; ".join(problems) + ". Install again: pip install -e ." if problems else f"torch {version('torch')}"
    return Finding(not problems, "packages", detail)


def _data() -> list[Finding]:
    findings = []
    for name, card in data.CARDS.items():
        if not card.sha256:
            continue  # needs a connection: optional
        try:
            findings.append(Finding(True, f"data set {name}", f"{len(data.load_all(name)):,} rows"))
        except data.DataError as error:
            findings.append(Finding(False, f"data set {name}", str(error)))
    return findings


def _nbgrader() -> Finding:
    script = shutil.which("alembic", path=sysconfig.get_path("scripts"))
    return Finding(script is not None, "nbgrader's gradebook", script or "alembic is missing: pip install -e .")


def _isolation() -> Finding:
    try:
        level = best_isolation()
    except CourseError:
        why = "; ".join(f"{each}: {why_unavailable(each)}" for each in (Isolation.NAMESPACES, Isolation.BUBBLEWRAP))
        return Finding(False, "isolation for grading", f"none ({why}). Students do not need it.", needed=False)
    return Finding(True, "isolation for grading", str(level))


def _disk() -> Finding:
    free = shutil.disk_usage(Path.cwd()).free / 2**30
    return Finding(free >= NEEDED_FREE_GB, "free disk space", f"{free:.0f} GB")
