"""Kernels for grading: how one is started, what it is given, and what stands between it and the grader."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import weakref
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

import course_utils
from course_utils.data import DIGITS_FILE
from course_utils.grading.course.layout import CourseError
from course_utils.grading.kernels.cgroups import Group, new_group
from course_utils.grading.kernels.fork_client import KEPT_VARIABLES, ForkedProcess
from course_utils.grading.kernels.forkserver import KernelRequest
from course_utils.grading.kernels.inputs import KernelInputs
from course_utils.grading.kernels.messages import KernelSession
from course_utils.grading.kernels.sandbox_policy import HOME, PARTS_OF_PYTHON, SYSTEM_PATHS, Box

SECONDS_TO_DIE = 5
SECONDS_BETWEEN_LOOKS = 0.002  # at a process that is dying
NEEDED_PACKAGES = ("IPython", "matplotlib", "numpy", "sklearn", "torch", "zmq")  # installed together with all others


class Isolation(StrEnum):
    """What stands between a student's code and the grader; recorded with every result.

    `NAMESPACES`: a kernel forked from a warm process into a sandbox (`course_utils.grading.kernels.sandbox`).
    `BUBBLEWRAP`: a cold kernel inside `bwrap`, for systems that allow namespaces to that program only.
    `NONE`: a cold kernel with the rights of the person who grades.
    """

    NAMESPACES = "namespaces"
    BUBBLEWRAP = "bubblewrap"
    NONE = "none"


@cache
def best_isolation() -> Isolation:
    """Return the strongest isolation that this machine offers.

    The environment variable `COURSE_ISOLATION` asks for another one by name.

    Raises
    ------
    CourseError
        If there is none, or the one that was asked for is not available; the message says why and what to do.
    """
    wanted = os.environ.get("COURSE_ISOLATION")
    if wanted is not None:
        return require_isolation(wanted)
    reasons = {level: why_unavailable(level) for level in (Isolation.NAMESPACES, Isolation.BUBBLEWRAP)}
    for level, reason in reasons.items():
        if not reason:
            return level
    raise CourseError(
        "This machine offers no isolation, so grading would run students' code with your rights.\n"
        + "".join(f"  {level}: {reason}\n" for level, reason in reasons.items())
        + "Grade on a Linux machine that allows user namespaces, install bubblewrap, or accept the risk: "
        "`course grade --isolation none`, or COURSE_ISOLATION=none for nbgrader's own commands."
    )


def require_isolation(name: str) -> Isolation:
    """Return the isolation called `name`; raise CourseError if there is none or this machine does not offer it."""
    try:
        level = Isolation(name)
    except ValueError:
        raise CourseError(f"There is no isolation called {name!r}; there are {', '.join(Isolation)}.") from None
    if reason := why_unavailable(level):
        raise CourseError(f"Isolation by {level} is not available here: {reason}.")
    return level


@cache
def why_unavailable(level: Isolation) -> str:
    """Return why an isolation is not available on this machine; empty if it is."""
    if level == Isolation.NONE:
        return ""
    if level == Isolation.NAMESPACES:
        if sys.platform != "linux":
            return "namespaces are a feature of Linux"
        return _run_quietly([sys.executable, "-c", _PROBE], "the probe could not be run")
    if shutil.which("bwrap") is None:
        return "bwrap is not installed"
    return _run_quietly(["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"], "bwrap does not work here")


_PROBE = "import sys; from course_utils.grading.kernels.sandbox import unavailable; sys.exit(unavailable() or 0)"


def _run_quietly(command: list[str], otherwise: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return otherwise
    lines = done.stderr.strip().splitlines()
    return "" if done.returncode == 0 else lines[-1] if lines else otherwise


# What a kernel is given


def kernel_environment(home: Path, inputs: KernelInputs) -> dict[str, str]:
    """Return the environment variables of a student's kernel: nothing of the grader's but what it needs."""
    environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return environment | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "IPYTHONDIR": str(home / ".ipython"),
        "MPLCONFIGDIR": str(home / ".matplotlib"),
        "COURSE_SEED": str(inputs.seed),
        "COURSE_GRADED_DATA": str(inputs.data_folder),
        "NBGRADER_EXECUTION": "autograde",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@cache
def installed_folders() -> tuple[str, ...]:
    """Return the parts of this Python, and the folders with the packages that it has elsewhere (`PYTHONPATH`)."""
    prefixes = (sys.prefix, os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix))
    parts = [os.path.join(prefix, part) for prefix in prefixes for part in PARTS_OF_PYTHON]
    specs = filter(None, map(importlib.util.find_spec, NEEDED_PACKAGES))
    folders = [Path(place).parent for spec in specs for place in spec.submodule_search_locations or ()]
    known = [Path(part).resolve() for part in (*SYSTEM_PATHS, *parts)]
    elsewhere = [path for path in folders if not any(path.resolve().is_relative_to(part) for part in known)]
    return tuple(dict.fromkeys([*parts, *map(str, elsewhere)]))


def _readable(inputs: KernelInputs) -> tuple[str, ...]:
    """Return what a sandboxed kernel can read of the host: Python, this package, and the assignment's inputs."""
    package = Path(course_utils.__file__).parent
    return tuple(map(str, (*installed_folders(), package, inputs.data_folder)))


@cache
def masked_files() -> tuple[str, ...]:
    """Return the files that hold labels of held-out rows: every copy that is below what every kernel can read.

    The machine may have a second scikit-learn anywhere, and each kernel could read its copy.
    """
    shown = (path for path in dict.fromkeys((*SYSTEM_PATHS, *installed_folders())) if not os.path.islink(path))
    return tuple(copy for path in shown for copy in _files_called(DIGITS_FILE[-1], path))


def _files_called(name: str, folder: str) -> list[str]:
    """Return the files with this name below a folder, without following links."""
    found, folders = [], [folder]
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name == "__pycache__":  # a third of all folders, and no data
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name == name and not entry.is_symlink():
                    found.append(entry.path)
    return found


def kernel_box(inputs: KernelInputs, files: Path) -> Box:
    """Return what a kernel in a sandbox finds there, with `files` beside it, and what it may use."""
    limits = inputs.limits
    return Box(
        readable=_readable(inputs),
        masked=masked_files(),
        files=str(files),
        disk_mb=limits.disk_mb,
        memory_mb=limits.memory_mb,
        processes=limits.processes,
        cpu_seconds=int(2 * limits.notebook_seconds) + 1,
    )


def kernel_manager(run_folder: Path, inputs: KernelInputs, isolation: Isolation, server: str) -> AsyncKernelManager:
    """Return a manager for one kernel.

    Parameters
    ----------
    run_folder
        An empty folder of this run's own, but for `work`, which holds the files that the kernel finds beside it.
    server
        The fork server's socket; needed for `Isolation.NAMESPACES`.
    """
    transport = "ipc" if os.name == "posix" else "tcp"
    manager = AsyncKernelManager(connection_file=str(run_folder / "kernel.json"), transport=transport)
    manager.session = KernelSession(parent=manager)
    # -P: what is beside the notebook comes last, and the kernel itself sees to that.
    spec = KernelSpec(
        argv=[sys.executable, "-P", "-m", "course_utils.grading.kernels.kernel_app", "-f", "{connection_file}"]
    )
    manager._kernel_spec = spec  # noqa: SLF001  (jupyter_client would look for one by its name)
    provisioner = {Isolation.NAMESPACES: ForkedProvisioner, Isolation.BUBBLEWRAP: BubblewrapProvisioner}.get(
        isolation, ColdProvisioner
    )(kernel_id=run_folder.name, kernel_spec=spec, parent=manager)
    if isinstance(provisioner, ForkedProvisioner):
        provisioner.server = server
    if isinstance(provisioner, (ForkedProvisioner, BubblewrapProvisioner)):
        provisioner.box = kernel_box(inputs, run_folder / "work")
    manager.provisioner = provisioner
    _managers.add(manager)
    return manager


_managers: weakref.WeakSet[AsyncKernelManager] = weakref.WeakSet()


def stop_cold_kernels() -> None:
    """Kill every kernel that this process has started itself; forked ones end with their server."""
    for manager in list(_managers):
        process = manager.provisioner.process if isinstance(manager.provisioner, LocalProvisioner) else None
        if isinstance(process, subprocess.Popen):
            process.kill()


def kernel_home(run_folder: Path, isolation: Isolation) -> Path:
    """Return the kernel's own folder, as the kernel sees it."""
    return run_folder / "work" if isolation == Isolation.NONE else HOME


class ForkedProvisioner(LocalProvisioner):
    """Starts a kernel by asking a fork server for one."""

    server: str = ""
    box: Box | None = None
    group: Group | None = None  # that Linux keeps the account of

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel; `cmd` is not used."""
        connection: dict[str, Any] = dict(self.connection_info)
        connection["key"] = connection["key"].decode()
        box = asdict(self.box) if self.box else None
        self.group = new_group(self.box.memory_mb) if self.box else None
        group = str(self.group.folder) if self.group else ""
        request = KernelRequest(connection, kwargs["env"], kwargs["cwd"], str(self.log_file()), box, group)
        process = ForkedProcess(self.server, request)
        self.process = cast(Any, process)
        self.pid, self.pgid, self.cwd = process.pid, None, kwargs["cwd"]
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and wait until it is dead: the manager, which asks every tenth of a second, need not.

        No thread waits: two of them, one for each of two kills, would read the one line that tells the end.
        """
        process = self.process
        await super().kill(restart)
        until = time.monotonic() + SECONDS_TO_DIE
        while isinstance(process, ForkedProcess) and process.poll() is None and time.monotonic() < until:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the kernel's group."""
        await super().cleanup(restart)
        if self.group is not None:
            self.group.close()

    def log_file(self) -> Path:
        """Return where the kernel's process writes what is no output of a notebook."""
        return _log_file(self)


def _log_file(provisioner: LocalProvisioner) -> Path:
    """Return the log of a kernel: beside its connection file."""
    return Path(cast(AsyncKernelManager, provisioner.parent).connection_file).with_suffix(".log")


class ColdProvisioner(LocalProvisioner):
    """Starts a cold kernel, which writes into its log what it would write into the grader's terminal."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Run `cmd`; student's code in it may send the terminal what steers one."""
        with _log_file(self).open("wb") as log:
            streams = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            return await super().launch_kernel(cmd, **{**kwargs, **streams})


class BubblewrapProvisioner(ColdProvisioner):
    """Starts a cold kernel inside bubblewrap."""

    box: Box

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Run `cmd` with the same things visible as in `sandbox.enter`, but for the folder of the kernel's sockets."""
        folder = str(Path(cast(AsyncKernelManager, self.parent).connection_file).parent)
        command = [*bubblewrap_command(self.box, folder), *cmd]
        return await super().launch_kernel(command, **{**kwargs, "cwd": folder})


_NAME_THE_USER = f'echo "student:x:$(id -u):$(id -g)::{HOME}:/bin/sh" > /etc/passwd'  # some libraries ask for a name


def bubblewrap_command(box: Box, sockets: str) -> Sequence[str]:
    """Return the `bwrap` command that stands before a kernel's own; `sockets` is the one folder it may write to."""
    megabyte = 2**20
    command = ["bwrap", "--unshare-all", "--cap-drop", "ALL", "--die-with-parent", "--new-session"]
    command += ["--proc", "/proc", "--dev", "/dev"]
    command += ["--unsetenv", "JPY_PARENT_PID"]  # a kernel looks for this process, and ends where it cannot see it
    for folder in ("/tmp", "/dev/shm", str(HOME)):
        command += ["--size", str(box.disk_mb * megabyte), "--tmpfs", folder]
    for path in dict.fromkeys((*SYSTEM_PATHS, *box.readable)):
        if os.path.islink(path):
            command += ["--symlink", os.readlink(path), path]
        elif os.path.exists(path):
            command += ["--ro-bind", path, path]
    for path in filter(os.path.exists, box.masked):
        command += ["--ro-bind", os.devnull, path]
    command += ["--ro-bind", box.files, "/files", "--bind", sockets, sockets, "--chdir", str(HOME)]
    command += ["sh", "-c", f'{_NAME_THE_USER} && cp -R /files/. . && exec "$@"', "sh"]
    limits = [f"--data={box.memory_mb * megabyte}", f"--fsize={box.disk_mb * megabyte}", f"--cpu={box.cpu_seconds}"]
    return [*command, "prlimit", "--core=0", "--nofile=1024", f"--nproc={box.processes}", *limits, "--"]
