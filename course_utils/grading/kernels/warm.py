"""Warm kernels outside of grading: the kernelspec `course-warm`, for tools that run many trusted notebooks.

    with warm_kernels():
        ...  # now anything may start the kernel `course-warm`, such as pytest --nbval-kernel-name course-warm

Such a kernel is forked like a grading kernel, but has no sandbox: its code has the rights of whatever starts it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo

import course_utils
from course_utils.grading.kernels.fork_client import fork_server
from course_utils.grading.kernels.provisioners import ForkedProvisioner

KERNEL = "course-warm"
SERVER = "COURSE_FORK_SERVER"  # the environment variable with the socket of the fork server
SPECS = Path(course_utils.__file__).parent / "jupyter"


@contextmanager
def warm_kernels() -> Iterator[None]:
    """Run a fork server, and let Jupyter find the kernelspec, in this process and those it starts."""
    before = dict(os.environ)
    with fork_server() as server:
        path = os.environ.get("JUPYTER_PATH")
        os.environ |= {SERVER: server(), "JUPYTER_PATH": os.pathsep.join([str(SPECS), *([path] if path else [])])}
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


class WarmProvisioner(ForkedProvisioner):
    """Forks a kernel from the server that `COURSE_FORK_SERVER` names; without one, starts a cold kernel."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel, or run `cmd`."""
        self.server = os.environ.get(SERVER, "")
        if self.server:
            return await super().launch_kernel(cmd, **kwargs)
        return await super(ForkedProvisioner, self).launch_kernel(cmd, **kwargs)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the kernel's log, which is kept beside its connection file."""
        await super().cleanup(restart)
        with contextlib.suppress(OSError):
            self.log_file().unlink()
