"""Notebooks are tests too: nbval runs every cell and compares its output with the stored one."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave notebooks out of the fast subset, `pytest -m "not slow"`."""
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker("slow")
