"""Notebooks are tests too: nbval runs every cell and compares its output with the stored one."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from course_utils.grading.kernels.warm import KERNEL, warm_kernels

os.environ["COURSE_PROGRESS"] = str(Path(__file__).with_name("build") / "progress")  # not the developer's own
LESSONS = Path(__file__).with_name("notebooks")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure each lesson behind its last cell; leave notebooks out of the fast subset, `pytest -m "not slow"`."""
    notebooks = {item.path: item.parent for item in items if item.path.suffix == ".ipynb"}
    for path, notebook in notebooks.items():
        if path.parent == LESSONS:
            last = max(index for index, item in enumerate(items) if item.path == path)
            items.insert(last + 1, StatedTime.from_parent(notebook, name="stated time"))
    for item in items:
        if item.path in notebooks:
            item.add_marker("slow")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """Keep a file's tests in one process, because they share what they set up, but divide the crowds by assignment."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            scope = super()._split_scope(nodeid)
            assignment = nodeid.partition("[")[2][:2]
            return f"{scope}[{assignment}" if scope.endswith("test_crowd.py") else scope

    return Scheduling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Run notebooks in warm kernels: importing PyTorch anew for each would take longer than many of their cells."""
    config = item.config
    if item.path.suffix == ".ipynb" and sys.platform == "linux" and config.option.nbval_kernel_name != KERNEL:
        warm = ExitStack()
        warm.enter_context(warm_kernels())
        config.add_cleanup(warm.close)
        config.option.nbval_kernel_name = KERNEL


class StatedTime(pytest.Item):
    """A lesson may take at most twice the seconds that it states (`course.seconds` in its metadata).

    Its cells have just run in nbval's kernel, so the kernel is asked what it has used: processor seconds, its own and
    those of worker processes that have ended. Elapsed seconds would measure what else the computer was doing: the tests
    run in two processes. On a quiet computer the two are about equal, because the lessons compute in one thread.
    """

    def runtest(self) -> None:
        stated = self.parent.nb.metadata.get("course", {}).get("seconds")
        if stated is None:
            pytest.fail("The notebook's metadata lack course.seconds, the time it takes.", pytrace=False)
        used = processor_seconds(self.parent.kernel.kc)
        if used > 2 * stated:
            pytest.fail(f"The lesson states {stated} seconds and took {used:.0f}.", pytrace=False)
        self.user_properties.append(("processor seconds", round(used, 1)))


def processor_seconds(client) -> float:
    """Ask a running kernel for the processor time of its process and of the children it has waited for."""
    expressions = {"seconds": "sum(__import__('os').times()[:4])"}
    reply = client.execute("", silent=True, user_expressions=expressions, reply=True, timeout=60)
    return float(reply["content"]["user_expressions"]["seconds"]["data"]["text/plain"])
