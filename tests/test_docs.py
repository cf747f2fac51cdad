"""The guides keep in step with the program: commands, options and links that they name exist."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sysconfig
from pathlib import Path

import click
import pytest
from tiny import ASSIGNMENT, SOFTMAX, submit, tiny_course

from conftest import ROOT
from course_utils.cli import main
from course_utils.grading.classroom import gradebook
from course_utils.grading.classroom.grade import grade
from course_utils.grading.classroom.release import release
from course_utils.grading.kernels.provisioners import best_isolation
from course_utils.grading.pages.feedback import make_feedback
from course_utils.lab.start_page import stated_minutes

GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CODE = re.compile(r"```.*?\n(.*?)```|`([^`\n]+)`", re.DOTALL)
COMMAND = re.compile(r"(?:^|[\s/\\])course ([a-z].*)$")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def commands(guide: Path) -> list[str]:
    """Return what follows the word `course` on each line of code."""
    found = (block or span for block, span in CODE.findall(guide.read_text(encoding="utf-8")))
    lines = [line.partition("  #")[0] for code in found for line in code.splitlines()]
    return [match[1].strip() for line in lines if (match := COMMAND.search(line))]


def anchors(guide: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", guide.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_guides_name_commands() -> None:
    """Were the pattern above to find nothing, the next test would pass for nothing."""
    named = {command.split()[0] for guide in GUIDES for command in commands(guide)}
    assert named >= {"lab", "check", "data", "release", "collect", "grade", "feedback", "report", "export", "doctor"}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_command_and_option_exists(guide: Path) -> None:
    for line in commands(guide):
        name, *arguments = shlex.split(line)
        assert name in main.commands, f"`course {line}`: there is no such command"
        options = {
            option for each in main.commands[name].params if isinstance(each, click.Option) for option in each.opts
        }
        named = {argument.partition("=")[0] for argument in arguments if argument.startswith("--")}
        assert named <= options | {"--help"}, f"`course {line}`"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(guide: Path) -> None:
    for link in LINK.findall(guide.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = guide.parent / name if name else guide
        assert target.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in anchors(target), f"{link}: no such heading"


def test_the_hubs_settings_can_be_read() -> None:
    text = (ROOT / "docs" / "hub.md").read_text(encoding="utf-8")
    settings = re.findall(r"```(python|json)\n(.*?)```", text, re.DOTALL)
    assert {language for language, _ in settings} == {"python", "json"}
    for language, block in settings:
        compile(block, "docs/hub.md", "exec") if language == "python" else json.loads(block)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the guide tells in words what to do without rm")
def test_the_lines_that_remove_a_student_leave_nothing_behind(tmp_path: Path) -> None:
    course = tiny_course(tmp_path / "course")
    release(course, ASSIGNMENT)
    for student in ("ana", "anna"):
        submit(course, student, softmax=SOFTMAX)
    grade(course, ASSIGNMENT, ["ana", "anna"], best_isolation())
    make_feedback(course, ASSIGNMENT)
    text = (ROOT / "docs" / "instructors.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"```\n(rm -r classroom.*?)```", text, re.DOTALL)
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path}
    subprocess.run(["sh", "-e", "-c", lines], cwd=course.root, env=environment, check=True, capture_output=True)
    assert {score.student for score in gradebook.scores(course, ASSIGNMENT)} == {"anna"}
    assert not [each for each in course.classroom.rglob("*") if each.stem == "ana"]
    assert course.students(ASSIGNMENT) == ["anna"]


def test_every_guide_can_be_found() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for guide in GUIDES[1:]:
        assert f"docs/{guide.name}" in readme, f"README.md does not name docs/{guide.name}"


@pytest.mark.parametrize("lesson", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem[:2])
def test_the_readme_has_the_minutes_of_every_lesson(lesson):
    tracks = json.loads(lesson.read_text(encoding="utf-8"))["metadata"]["course"]["minutes"]
    assert f"(notebooks/{lesson.name}) | {stated_minutes(tracks)} |" in (ROOT / "README.md").read_text(encoding="utf-8")
