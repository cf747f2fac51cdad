"""pyproject.toml is the single source of dependencies: constraints.txt and environment.yml must follow it."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PLATFORMS = {
    "Linux": {"sys_platform": "linux", "os_name": "posix", "platform_machine": "x86_64"},
    "macOS": {"sys_platform": "darwin", "os_name": "posix", "platform_machine": "arm64"},
    "Windows": {"sys_platform": "win32", "os_name": "nt", "platform_machine": "AMD64"},
}
UNPINNED = {"pip"}  # replacing the running pip fails on Windows


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def direct_dependencies() -> dict[str, Requirement]:
    lists = [project()["dependencies"], *project()["optional-dependencies"].values()]
    requirements = [Requirement(line) for lines in lists for line in lines]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def pins() -> list[Requirement]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def pins_on(platform: str, python: str) -> list[Requirement]:
    machine = {**PLATFORMS[platform], "python_version": python, "python_full_version": f"{python}.7"}
    return [pin for pin in pins() if pin.marker is None or pin.marker.evaluate(machine)]


def conda_specs() -> dict[str, str]:
    """Name and version part of each package that environment.yml takes from conda."""
    specs = [spec for spec in conda_dependencies() if isinstance(spec, str)]
    return {name: version for name, version in (re.match(r"([\w-]+)(.*)", spec).groups() for spec in specs)}


def conda_dependencies() -> list[str | dict[str, list[str]]]:
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_direct_dependency_has_one_pin_inside_its_range(platform: str, python: str) -> None:
    pinned: dict[str, list[Requirement]] = {}
    for pin in pins_on(platform, python):
        pinned.setdefault(canonicalize_name(pin.name), []).append(pin)
    for name, requirement in direct_dependencies().items():
        if name in UNPINNED:
            continue
        assert len(pinned.get(name, [])) == 1, f"constraints.txt: {name} has no single pin on {platform}"
        (version,) = pinned[name][0].specifier
        assert version.operator == "=="
        assert version.version in requirement.specifier, f"{name}=={version.version} is outside {requirement}"


def test_constraints_fit_every_build_of_pytorch() -> None:
    names = {canonicalize_name(pin.name) for pin in pins()}
    assert not [name for name in names if name.startswith(("nvidia-", "cuda-")) or name == "triton"]
    local = [str(pin) for pin in pins() if "+" in str(pin.specifier)]
    assert not local, "a local version exists on one machine only"
    assert "pip" not in names


def test_constraints_are_plain_pins() -> None:
    for pin in pins():
        (version,) = pin.specifier
        assert version.operator == "==" and not version.version.endswith("*")
        assert not pin.extras, "pip refuses constraints with extras"


@pytest.mark.parametrize("file", ["pyproject.toml", "constraints.txt", "environment.yml"])
def test_no_file_names_an_address(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert "://" not in text and " @ " not in text and "index-url" not in text


def test_conda_takes_the_same_torch_and_python() -> None:
    specs = conda_specs()
    assert SpecifierSet(specs["pytorch-cpu"]) == direct_dependencies()["torch"].specifier
    assert specs["python"].removeprefix("=") in SpecifierSet(project()["requires-python"])


def test_conda_installs_the_project_by_pip_and_nothing_else_by_name() -> None:
    assert {"pip": ["-e ."]} in conda_dependencies()
    assert set(conda_specs()) == {"python", "pytorch-cpu", "pip"}, "all else comes from pyproject.toml"
