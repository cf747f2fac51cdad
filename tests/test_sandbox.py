"""The sandbox: what is visible inside is an allow-list, and every limit and every ban holds, for root and for others.

Each test runs a few lines in a process that has just entered a sandbox. For the tests as an ordinary user, a test run
by root becomes one first; it creates none.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sklearn
from nbformat.v4 import new_code_cell, new_notebook
from tiny import ASSIGNMENT, tiny_course

from course_utils.data import DIGITS_FILE
from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.records import GRADED
from course_utils.grading.kernels import provisioners
from course_utils.grading.kernels.fork_client import WITHOUT_GPU, fork_server
from course_utils.grading.kernels.inputs import Limits
from course_utils.grading.kernels.provisioners import Isolation
from course_utils.grading.kernels.sandbox_policy import SYSTEM_PATHS, Box
from course_utils.grading.submission.execute import Execution, execute
from course_utils.grading.submission.inputs import AnswerKey, RunInputs, graded_inputs
from course_utils.grading.submission.judge import judge

ROOT, ORDINARY = "root", "an ordinary user"
IS_ROOT = sys.platform == "linux" and os.geteuid() == 0
NOBODY = 65534

ENTER = """
import ctypes, errno, fcntl, json, mmap, os, pwd, resource, signal, socket, stat, struct, sys, time
from course_utils.grading.kernels import sandbox
from course_utils.grading.kernels.sandbox_policy import Box

given = json.loads(sys.argv[1])
if given["become"]:
    os.setgroups([])
    os.setresgid(*[given["become"]] * 3)
    os.setresuid(*[given["become"]] * 3)
    sandbox._libc.prctl(4, 1, 0, 0, 0)  # or /proc/self would stay root's
exec(given["before"])
sandbox.enter(Box(**given["box"]))
libc = ctypes.CDLL(None, use_errno=True)
answer = None
exec(given["code"])
print(json.dumps(answer), flush=True)
"""


def run_inside(code: str, user: str, before: str = "", **box: Any) -> subprocess.CompletedProcess[str]:
    """Run code in a sandbox entered as `user`; `before` runs outside, right before it is entered."""
    command = command_inside(code, user, before, **box)
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def started_inside(code: str, user: str, before: str = "") -> subprocess.Popen[str]:
    """Start code in a sandbox, without waiting for its end."""
    return subprocess.Popen(command_inside(code, user, before), stdout=subprocess.PIPE, text=True)


def command_inside(code: str, user: str, before: str = "", **box: Any) -> list[str]:
    limits = {"disk_mb": 8, "memory_mb": 512, "processes": 32, "cpu_seconds": 20}
    box = {"readable": (), "masked": (), "files": "", **limits, **box}
    become = NOBODY if user == ORDINARY and IS_ROOT else 0
    given = json.dumps({"become": become, "before": before, "box": box, "code": code})
    return [sys.executable, "-c", ENTER, given]


def inside(code: str, user: str, **options: Any) -> Any:
    """Return what the code assigns to `answer`."""
    done = run_inside(code, user, **options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(params=[ROOT, ORDINARY])
def user(request: pytest.FixtureRequest) -> str:
    if request.param == ROOT and not IS_ROOT:
        pytest.skip("only root can enter the sandbox as root")
    if sys.platform != "linux":
        pytest.skip("namespaces are a feature of Linux")
    done = run_inside("", request.param)
    if done.returncode:
        pytest.skip(f"this machine has no namespaces for {request.param}: {(done.stderr.splitlines() or ['?'])[-1]}")
    return request.param


# What is visible


def test_what_is_visible_is_an_allow_list(user: str) -> None:
    folders = ("/", "/etc", "/home", "/home/student", "/tmp", "/dev", "/dev/shm", "/sys", "/sys/devices/system")
    seen = inside(f"answer = {{folder: sorted(os.listdir(folder)) for folder in {folders}}}", user)
    allowed = {
        "/": {"bin", "dev", "etc", "home", "lib", "lib64", "proc", "sys", "tmp", "usr"},
        "/etc": {"alternatives", "fonts", "hosts", "ld.so.cache", "localtime", "passwd"},
        "/home": {"student"},
        "/home/student": set(),
        "/tmp": set(),
        "/dev": {"full", "null", "random", "shm", "urandom", "zero"},
        "/dev/shm": set(),
        "/sys": {"devices"},
        "/sys/devices/system": {"cpu"},
    }
    for folder in ("/usr", "/usr/local", "/usr/share"):
        seen[folder] = inside(f"answer = os.listdir({folder!r})", user) if os.path.exists(folder) else []
        allowed[folder] = {
            Path(path).relative_to(folder).parts[0] for path in SYSTEM_PATHS if path.startswith(f"{folder}/")
        }
    made_inside = {"dev", "etc", "home", "proc", "sys", "tmp", "hosts", "passwd"}
    for folder in ("/", "/etc", "/usr", "/usr/local", "/usr/share"):  # a system need not have all of them
        allowed[folder] = {
            name for name in allowed[folder] if name in made_inside or os.path.lexists(f"{folder}/{name}")
        }
    assert {folder: set(names) for folder, names in seen.items()} == allowed


def test_a_readable_file_shows_nothing_beside_it(user: str, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == tmp_path.owner() and IS_ROOT and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    (tmp_path / "shown").mkdir()
    (tmp_path / "shown" / "a.txt").write_text("a", encoding="ascii")
    (tmp_path / "hidden.txt").write_text("b", encoding="ascii")
    (tmp_path / "link").symlink_to("hidden.txt")
    code = f"answer = [sorted(os.listdir({str(tmp_path)!r})), os.listdir({str(tmp_path / 'shown')!r})]"
    readable = [str(tmp_path / "shown"), str(tmp_path / "link")]
    assert inside(code, user, readable=readable) == [["link", "shown"], ["a.txt"]]


def test_a_masked_file_is_empty_and_its_neighbour_is_not(user: str, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == tmp_path.owner() and IS_ROOT and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    for name in ("labels", "neighbour"):
        (tmp_path / name).write_text(name, encoding="ascii")
    masked = [str(tmp_path / name) for name in ("labels", "labels", "not there")]
    code = f"answer = [open({str(tmp_path)!r} + name).read() for name in ('/labels', '/neighbour')], os.listdir('/')"
    (read, root) = inside(code, user, readable=[str(tmp_path)], masked=masked)
    assert read == ["", "neighbour"]
    assert "empty" not in root
    assert (tmp_path / "labels").read_text(encoding="ascii") == "labels"


def test_other_processes_are_not_there(user: str) -> None:
    code = "answer = [sorted(int(name) for name in os.listdir('/proc') if name.isdigit()), os.getpid()]"
    assert inside(code, user) == [[1, 2], 2]


def test_the_user_has_a_name_and_a_home(user: str) -> None:
    """Without them, `getpass.getuser()` and `Path.home()` fail."""
    code = "entry = pwd.getpwuid(os.getuid()); answer = [entry.pw_name, entry.pw_dir, entry.pw_gid == os.getgid()]"
    assert inside(code, user) == ["student", "/home/student", True]


def test_the_first_process_is_out_of_reach(user: str) -> None:
    code = """
answer = []
for name in ("environ", "mem", "root", "cwd", "fd/0", "fd/1"):
    try:
        os.readlink(f"/proc/1/{name}") if name in ("root", "cwd") else open(f"/proc/1/{name}", "rb").read(1)
    except OSError:
        answer.append(name)
"""
    assert inside(code, user) == ["environ", "mem", "root", "cwd", "fd/0", "fd/1"]


def test_the_network_is_empty(user: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        code = f"""
answer = [[name for _, name in socket.if_nameindex()]]
for host in ("127.0.0.1", "192.0.2.1"):
    with socket.socket() as connection:
        connection.settimeout(5)
        answer.append(errno.errorcode[connection.connect_ex((host, {port}))])
"""
        assert inside(code, user) == [["lo"], "ECONNREFUSED", "ENETUNREACH"]


# What can be written


def test_nothing_of_the_host_is_writable(user: str) -> None:
    """Every mount is read-only but the sandbox's own memory, its view of itself, and devices that keep nothing."""
    from course_utils.grading.kernels import sandbox

    lines = inside("answer = open('/proc/self/mountinfo').read().splitlines()", user, readable=[sys.prefix])
    writable = {}
    for line in lines:
        before, _, after = line.partition(" - ")
        if not before.split()[5].startswith("ro"):
            writable[before.split()[4]] = after.split()[0]
    devices = {f"/dev/{name}" for name in sandbox.DEVICES}
    assert {place: kind for place, kind in writable.items() if place not in devices} == {"/": "tmpfs", "/proc": "proc"}


def test_files_beside_the_notebook_are_a_copy(user: str, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    (tmp_path / "data.csv").write_text("1", encoding="ascii")
    code = "open('data.csv', 'a').write('2'); answer = open('data.csv').read()"
    assert inside(code, user, files=str(tmp_path)) == "12"
    assert (tmp_path / "data.csv").read_text(encoding="ascii") == "1"


def test_a_daemon_dies_with_the_sandbox(user: str) -> None:
    """The daemon holds the pipe of the standard output: a reader that gets to the end proves that it is gone."""
    code = """
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(1000)
    os._exit(0)
answer = "left"
"""
    assert inside(code, user) == "left"


# Privileges


def test_no_privilege_is_left(user: str) -> None:
    code = "answer = dict(line.split(':', 1) for line in open('/proc/self/status').read().splitlines())"
    status = {name: value.split() for name, value in inside(code, user).items()}
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(status[name][0], 16) == 0, name
    assert (status["NoNewPrivs"], status["Seccomp"]) == (["1"], ["2"])
    assert len(set(status["Uid"])) == 1
    assert status["Uid"][0] != "0"
    if user == ROOT:
        assert status["Groups"] == []


def test_every_forbidden_call_is_refused(user: str) -> None:
    code = """
answer = []
for name, number in sandbox._FORBIDDEN.items():
    if libc.syscall(number, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != errno.EPERM:
        answer.append(name)
"""
    assert inside(code, user) == []


def test_no_new_namespaces_and_no_strange_sockets(user: str) -> None:
    code = """
answer = []
for number, first in ((56, 0x10000000), (56, 0x20000 | 17), (56, 0x40000000), (435, 0)):
    libc.syscall(number, first, 0, 0, 0, 0)
    answer.append(errno.errorcode[ctypes.get_errno()])
for family, kind, protocol in ((17, 3, 0), (16, 3, 9), (40, 1, 0), (38, 5, 0)):
    libc.socket(family, kind, protocol)
    answer.append(errno.errorcode[ctypes.get_errno()])
"""
    assert inside(code, user) == ["EPERM", "EPERM", "EPERM", "ENOSYS", *4 * ["EPERM"]]


def test_what_a_user_has_only_so_many_of_is_refused(user: str) -> None:
    """Semaphores stay when no process has them; watches on files are counted together with the instructor's own."""
    code = """
answer = []
for name, arguments in {"semget": (0, 1000, 0o600), "inotify_init": (), "fanotify_init": (0x200, 0)}.items():
    answer.append(errno.errorcode[ctypes.get_errno()] if getattr(libc, name)(*arguments) == -1 else "had")
"""
    assert inside(code, user) == ["EPERM"] * 3


SETS_LOCKS = """
file = open("/usr/bin/env", "rb")
fcntl.flock(file, fcntl.LOCK_SH)
try:
    fcntl.fcntl(file, 37, struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 7, 1, 0))  # F_OFD_SETLK
except PermissionError:
    pass
fcntl.fcntl(file, fcntl.F_SETLK, struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 5, 1, 0))
print("ready", flush=True)
time.sleep(60)
"""
LOOKS_AT_LOCKS = """
file = open("/usr/bin/env", "rb")
answer = [open("/proc/locks").read()]
try:
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError as error:
    answer.append(errno.errorcode[error.errno])
for look in (fcntl.F_GETLK, 36):  # F_OFD_GETLK
    try:
        answer.append(struct.unpack("hhqqi4x", fcntl.fcntl(file, look, struct.pack("hhqqi4x", 1, 0, 0, 100, 0))))
    except OSError as error:
        answer.append(errno.errorcode[error.errno])
"""


def test_a_lock_on_a_shared_file_tells_another_sandbox_nothing(user: str) -> None:
    with started_inside(SETS_LOCKS, user) as other:
        other.stdout.readline()
        found = inside(LOOKS_AT_LOCKS, user)
        other.kill()
    assert found == ["", "EPERM", "EPERM"]


def test_a_program_can_lock_its_own_files(user: str) -> None:
    code = """
with open("own", "w") as file:
    answer = [fcntl.flock(file, fcntl.LOCK_EX), fcntl.lockf(file, fcntl.LOCK_EX), fcntl.lockf(file, fcntl.LOCK_UN)]
"""
    assert inside(code, user) == [None] * 3


# Users


def with_few_ids(count: int) -> str:
    """Return code that makes its process root of a user namespace with so many ids, as in a rootless container."""
    return f"""
(asked, ask), (answered, answer) = os.pipe(), os.pipe()
if (helper := os.fork()) == 0:
    os.read(asked, 1)
    for kind in ("uid", "gid"):
        open(f"/proc/{{os.getppid()}}/{{kind}}_map", "w").write("0 0 {count}")
    os._exit(0)
sandbox._call("unshare", sandbox._libc.unshare(sandbox.CLONE_NEWUSER))
os.write(ask, b"x")
os.waitpid(helper, 0)
"""


@pytest.fixture
def _root() -> None:
    if not IS_ROOT or sys.platform != "linux":
        pytest.skip("only root can make such namespaces")


@pytest.mark.parametrize("before", ["", with_few_ids(3)], ids=["all ids", "three ids"])
def test_two_kernels_at_once_never_have_the_same_user(_root: None, before: str) -> None:
    code = "print(os.getuid(), os.getgid(), flush=True)\ntime.sleep(60)"
    with started_inside(code, ROOT, before) as first, started_inside(code, ROOT, before) as second:
        users = [process.stdout.readline().split() for process in (first, second)]
        third = run_inside("", ROOT, before=before)
        for process in (first, second):
            process.kill()
    assert [user == group != "0" for user, group in users] == [True, True]
    assert users[0] != users[1]
    if before:
        assert "a kernel needs a user id of its own, and all that there are here belong to kernels" in third.stderr


def test_a_container_with_no_id_but_roots_is_refused_with_the_reason(_root: None) -> None:
    done = run_inside("", ROOT, before=f"{with_few_ids(1)}\nprint(sandbox.unavailable(), flush=True)\nos._exit(0)")
    assert "a kernel needs a user id of its own, and there is none here but root's" in done.stdout


def test_a_user_id_is_free_again_when_its_kernel_has_ended(_root: None) -> None:
    assert [inside("answer = os.getuid()", ROOT, before=with_few_ids(2)) for _ in range(2)] == [1, 1]


# Limits


def test_memory_is_limited(user: str) -> None:
    code = """
answer = []
for take in (lambda: bytearray(150 * 2**20), lambda: bytearray(400 * 2**20), lambda: mmap.mmap(-1, 1200 * 2**20)):
    try:
        take()
        answer.append("had")
    except (MemoryError, OSError):
        answer.append("refused")
"""
    assert inside(code, user, memory_mb=256) == ["had", "refused", "refused"]


def test_files_are_copied_without_the_calls_that_are_refused(user: str) -> None:
    code = """
import shutil
with open("a", "w") as file:
    file.write("text")
shutil.copyfile("a", "b")
answer = [open("b").read(), os.system("cat b > c && cp c d"), open("d").read()]
"""
    assert inside(code, user) == ["text", 0, "text"]


def test_what_was_mapped_before_takes_nothing_from_the_limit(user: str) -> None:
    """Versions of PyTorch differ in it by hundreds of megabytes."""
    before = "mapped = mmap.mmap(-1, 300 * 2**20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)"
    assert inside("answer = len(bytearray(180 * 2**20))", user, before=before, memory_mb=256) == 180 * 2**20


def test_buffers_of_sockets_are_limited(user: str) -> None:
    code = """
answer = []
with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.socket()
    client.connect(listener.getsockname())
    pairs = [socket.socketpair(), (client, listener.accept()[0])]
for sender, receiver in pairs:
    sender.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**24)
    receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**24)
    sender.setblocking(False)
    sent = 0
    try:
        while True:
            sent += sender.send(bytes(2**16))
    except BlockingIOError:
        answer.append(sent)
"""
    assert max(inside(code, user)) <= 2**19


def test_processes_are_limited(user: str) -> None:
    code = """
children = []
try:
    while len(children) < 100:
        if (child := os.fork()) == 0:
            time.sleep(1000)
        children.append(child)
except BlockingIOError:
    answer = len(children)
"""
    assert inside(code, user, processes=16) in range(8, 16)


def test_disk_is_limited(user: str) -> None:
    code = """
answer = {}
for folder in ("/tmp", "/dev/shm", "."):
    written = 0
    try:
        for number in range(100):
            with open(f"{folder}/{number}", "wb", buffering=0) as file:
                written += file.write(bytes(2**20))
    except OSError as error:
        answer[folder] = [errno.errorcode[error.errno], written <= 8 * 2**20]
"""
    assert inside(code, user) == {folder: ["ENOSPC", True] for folder in ("/tmp", "/dev/shm", ".")}


def test_files_and_descriptors_are_limited(user: str) -> None:
    code = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
answer = []
try:
    open("large", "wb").truncate(9 * 2**20)
except OSError as error:
    answer.append(errno.errorcode[error.errno])
try:
    for number in range(30_000):
        open(f"/tmp/{number}", "wb").close()
except OSError as error:
    answer.append(errno.errorcode[error.errno])
held = []
try:
    while len(held) < 2000:
        held.append(os.dup(0))
except OSError as error:
    answer.append(errno.errorcode[error.errno])
answer.append(resource.getrlimit(resource.RLIMIT_CORE))
"""
    assert inside(code, user) == ["EFBIG", "ENOSPC", "EMFILE", [0, 0]]


def test_processor_time_is_limited(user: str) -> None:
    done = run_inside("while True: pass", user, cpu_seconds=1)
    assert done.returncode == 128 + signal.SIGXCPU  # told that its time is up: SIGKILL would look like an outsider's


# How its end is told


KILLS_OF_ITSELF = {
    "by its number": "os.kill(os.getpid(), 9)",
    "by its group": "os.kill(0, 9)",
    "with all others": "os.kill(-1, 9)",
    "by a call of Python's": "signal.raise_signal(9)",
    "by its thread": "libc.tgkill(os.getpid(), os.getpid(), 9)",
    "by the end of a child": "libc.syscall(56, 9, 0, 0, 0, 0) or os._exit(0)\ntime.sleep(20)",  # clone's exit signal
    "with information": "libc.syscall(129, os.getpid(), 9, ctypes.create_string_buffer(128))",
}


@pytest.mark.parametrize("code", KILLS_OF_ITSELF.values(), ids=KILLS_OF_ITSELF)
def test_one_that_kills_itself_does_not_look_killed_from_outside(user: str, code: str) -> None:
    assert run_inside(code, user).returncode == 128 + signal.SIGSYS


def test_one_that_is_killed_from_outside_does(user: str) -> None:
    at_the_end = "print('ready', flush=True)\ntime.sleep(60)"
    with started_inside(at_the_end, user) as process:
        process.stdout.readline()
        os.kill(innermost(process.pid), signal.SIGKILL)
        assert process.wait(20) == 128 + signal.SIGKILL


@pytest.mark.parametrize("status", [0, 3, 128 + 9, 255])
def test_a_status_is_not_taken_for_a_signal(user: str, status: int) -> None:
    assert run_inside(f"os._exit({status})", user).returncode == min(status, 127)


def test_other_processes_inside_can_be_killed(user: str) -> None:
    code = """
child = os.fork()
if child == 0:
    time.sleep(60)
os.kill(child, 9)
answer = os.WTERMSIG(os.waitpid(child, 0)[1])
"""
    assert inside(code, user) == signal.SIGKILL


def test_no_limit_and_no_timer_ends_it_with_that_signal(user: str) -> None:
    code = """
answer = [resource.getrlimit(resource.RLIMIT_CPU)]
for change in (lambda: resource.setrlimit(resource.RLIMIT_CPU, (1, 1)),
               lambda: resource.prlimit(0, resource.RLIMIT_CPU, (1, 1)),
               lambda: fcntl.fcntl(0, 10, 9)):
    try:
        answer.append(change())
    except (ValueError, PermissionError) as error:
        answer.append("refused")
"""
    assert inside(code, user)[1:] == ["refused"] * 3


def innermost(pid: int) -> int:
    """Return the process at the end of a line of only children."""
    while children := Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        pid = int(children[0])
    return pid


# Where it is not available


def test_a_strict_umask_is_no_obstacle(tmp_path: Path) -> None:
    if provisioners.why_unavailable(Isolation.NAMESPACES):
        pytest.skip("there are no namespaces here")
    before = os.umask(0o077)
    try:
        assert provisioners.why_unavailable.__wrapped__(Isolation.NAMESPACES) == ""  # asked anew
        inputs, _ = graded_inputs(tiny_course(tmp_path / "course"), ASSIGNMENT, tmp_path / "data")
    finally:
        os.umask(before)
    assert inputs.data_folder.stat().st_mode & 0o777 == 0o755


def test_forbidden_namespaces_are_reported() -> None:
    """In a namespace of its own, the test allows no further ones: the answer is a reason, not a sandbox with holes."""
    if sys.platform != "linux":
        pytest.skip("namespaces are a feature of Linux")
    before = """
def forbid():
    sandbox._call("unshare", sandbox._libc.unshare(sandbox.CLONE_NEWUSER))
    open("/proc/sys/user/max_user_namespaces", "w").write("0")
try:
    forbid()
except OSError as error:
    print(json.dumps(None))
else:
    os.geteuid = lambda: 65534
    print(json.dumps(sandbox.unavailable()))
sys.stdout.flush()
os._exit(0)
"""
    reason = json.loads(run_inside("", ORDINARY, before=before).stdout)
    if reason is None:
        pytest.skip("this machine has no user namespaces to begin with")
    assert "unshare: " in reason


def test_grading_refuses_to_go_on_without_isolation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_ISOLATION", raising=False)
    monkeypatch.setattr(
        provisioners, "why_unavailable", lambda level: f"{level} is forbidden" if level != "none" else ""
    )
    provisioners.best_isolation.cache_clear()
    with pytest.raises(CourseError, match="namespaces is forbidden") as refusal:
        provisioners.best_isolation()
    assert "bubblewrap is forbidden" in str(refusal.value)
    assert "--isolation none" in str(refusal.value)
    provisioners.best_isolation.cache_clear()


WINDOWS = """
import importlib, os, pkgutil, signal, socket, sys
import course_utils

names = {module.name for module in pkgutil.walk_packages(course_utils.__path__, "course_utils.")}
names.remove("course_utils.grading.kernels.sandbox")
for name in names:
    importlib.import_module(name)
for name in [name for name in sys.modules if name.startswith("course_utils")]:
    del sys.modules[name]  # what they need of other packages stays
sys.platform = "win32"
sys.modules |= dict.fromkeys(("fcntl", "grp", "pwd", "resource", "termios"))
for module, missing in {os: "fork getuid killpg waitid", signal: "SIGCHLD SIGKILL", socket: "AF_UNIX"}.items():
    for name in missing.split():
        delattr(module, name)
for name in names:
    importlib.import_module(name)
from course_utils.grading.kernels.provisioners import why_unavailable

print(why_unavailable("namespaces"))
"""


@pytest.mark.slow
def test_without_what_windows_lacks_all_but_the_sandbox_can_be_imported() -> None:
    if sys.platform != "linux":
        pytest.skip("takes away what Linux has and Windows lacks")
    done = subprocess.run([sys.executable, "-c", WINDOWS], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "namespaces are a feature of Linux"


# What holds labels

DIGITS = Path(sklearn.__file__).resolve().parent.joinpath(*DIGITS_FILE)
READ = """
import sys
for name in sys.argv[1:]:
    try:
        print(len(open(name, "rb").read()))
    except PermissionError:
        print(0)
"""


@pytest.fixture(params=["the environment", "a folder above it"])
def linked_box(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Box:
    """Return a kernel's box, when Python was started over a link in a folder that everybody may enter."""
    prefix = Path(sys.prefix).resolve()
    if not DIGITS.is_relative_to(prefix):
        pytest.skip("scikit-learn is not in Python's environment")
    link = tmp_path / "link"
    link.symlink_to(prefix if request.param == "the environment" else prefix.parent)
    monkeypatch.setattr(sys, "prefix", str(link if request.param == "the environment" else link / prefix.name))
    return box_of_this_python(tmp_path)


@pytest.fixture(autouse=True)
def _what_is_installed_is_looked_up_anew() -> Iterator[None]:
    yield
    provisioners.installed_folders.cache_clear()
    provisioners.masked_files.cache_clear()


def box_of_this_python(tmp_path: Path) -> Box:
    """Return the box that a kernel would get now; what is in `tmp_path` can be reached by everybody."""
    provisioners.installed_folders.cache_clear()
    provisioners.masked_files.cache_clear()
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == tmp_path.owner() and IS_ROOT and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    data, files = tmp_path / "data", tmp_path / "files"
    data.mkdir()
    files.mkdir()
    return provisioners.kernel_box(RunInputs(1, data, Limits(), "", is_trusted=True), files)


def digits_and_a_neighbour() -> list[str]:
    """Return the names, below the environment as Python knows it, of the digits and of a file that is no secret."""
    digits = Path(sys.prefix, DIGITS.relative_to(Path(sys.prefix).resolve()))
    return [str(digits), str(digits.with_name("iris.csv"))]


def test_a_link_to_the_environment_does_not_unmask_the_digits(user: str, linked_box: Box) -> None:
    code = f"answer = [len(open(name, 'rb').read()) for name in {digits_and_a_neighbour()}]"
    digits, neighbour = inside(code, user, readable=linked_box.readable, masked=linked_box.masked)
    assert digits == 0 < neighbour


def test_a_link_to_the_environment_does_not_unmask_the_digits_in_bubblewrap(linked_box: Box, tmp_path: Path) -> None:
    if reason := provisioners.why_unavailable(Isolation.BUBBLEWRAP):
        pytest.skip(f"this machine has no bubblewrap: {reason}")
    sockets = tmp_path / "sockets"
    sockets.mkdir()
    python = os.path.join(sys.prefix, "bin", "python")
    command = [
        *provisioners.bubblewrap_command(linked_box, str(sockets)),
        python,
        "-c",
        READ,
        *digits_and_a_neighbour(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    digits, neighbour = map(int, done.stdout.split())
    assert digits == 0 < neighbour


def test_a_second_scikit_learn_anywhere_below_this_python_gives_no_digits(
    user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / "base" / "lib" / place for place in ("python3/dist-packages/sklearn", "another/one/sklearn")]
    for folder in folders:
        folder.joinpath(*DIGITS_FILE).parent.mkdir(parents=True)
        folder.joinpath(*DIGITS_FILE).write_bytes(b"labels")
        folder.joinpath("neighbour").write_bytes(b"neighbour")
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path / "base"))
    box = box_of_this_python(tmp_path)
    names = [str(folder.joinpath(name)) for folder in folders for name in (os.path.join(*DIGITS_FILE), "neighbour")]
    code = f"answer = [open(name).read() for name in {names}]"
    assert inside(code, user, readable=box.readable, masked=box.masked) == ["", "neighbour"] * 2


def test_of_pythons_own_folder_only_programs_and_libraries_are_shown(
    user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside these are other environments, a package manager's archives, and a course whose environment it is."""
    shown, hidden = ("bin", "lib", "share/fonts"), ("envs", "pkgs", "share/nbgrader", "submitted")
    for name in (*shown, *hidden):
        (tmp_path / "base" / name).mkdir(parents=True)
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path / "base"))
    code = f"answer = [name for name in {(*shown, *hidden)} if os.path.exists({str(tmp_path / 'base')!r} + '/' + name)]"
    assert inside(code, user, readable=box_of_this_python(tmp_path).readable) == list(shown)


def test_packages_that_python_has_elsewhere_are_shown(
    tmp_path: Path, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").write_text("", encoding="ascii")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    box = box_of_this_python(tmp_path)
    assert inside(f"answer = os.listdir({str(tmp_path / 'torch')!r})", user, readable=box.readable) == ["__init__.py"]


# A kernel in the sandbox

LOOK = """
import ctypes, getpass, json, os
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # become readable to itself, as a student's code can
kinds = set()
for name in os.listdir("/proc/self/fd"):
    try:
        kinds.add(os.readlink(f"/proc/self/fd/{name}").partition(":")[0])
    except OSError:
        pass  # the descriptor of this very list


def digits():  # how many can be had from scikit-learn, whose file holds the labels of held-out rows
    from sklearn.datasets import load_digits
    try:
        return len(load_digits().target)
    except Exception:
        return 0


print(json.dumps({
    "variables": sorted(os.environ),
    "started with": sorted(line.partition("=")[0] for line in open("/proc/self/environ").read().split("\\0") if line),
    "descriptors": sorted(kinds),
    "files": sorted(name for name in ("data.csv", ".ipython/set_up.py") if os.path.exists(name)),
    "digits": digits(),
    "user": getpass.getuser(),
}))
"""


def look_around(isolation: Isolation, folder: Path, server: str = "") -> Execution:
    files = folder / "files"
    (files / ".ipython").mkdir(parents=True)
    (files / ".ipython" / "set_up.py").write_text("", encoding="ascii")
    (files / "data.csv").write_text("", encoding="ascii")
    (folder / "graded").mkdir()
    inputs = RunInputs(1, folder / "graded", Limits(), "", is_trusted=True)
    return execute(new_notebook(cells=[new_code_cell(LOOK)]), files, inputs, isolation, server)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Execution]:
    if reason := provisioners.why_unavailable(Isolation.NAMESPACES):
        pytest.skip(f"this machine has no namespaces: {reason}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_KEY", "a secret")
        patch.setenv("PGPASSWORD", "a secret")
        with fork_server() as server:
            yield look_around(Isolation.NAMESPACES, tmp_path_factory.mktemp("kernel"), server())


def seen(execution: Execution) -> dict[str, Any]:
    [output] = [output for output in execution.notebook.cells[0].outputs if output.get("name") == "stdout"]
    return json.loads(output.text)


GIVEN = {"COURSE_GRADED_DATA", "COURSE_SEED", "HOME", "IPYTHONDIR", "MPLCONFIGDIR", "NBGRADER_EXECUTION"}
GIVEN |= {"OMP_NUM_THREADS", "PYTHONDONTWRITEBYTECODE", "USERPROFILE"}
KEPT = {"LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TEMP", "TMP", "VIRTUAL_ENV"}
OF_THE_SERVER = {"HOME", "MPLCONFIGDIR", "PYTHONPATH", "TMPDIR", "XDG_CACHE_HOME"}
OF_THE_SERVER |= {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", *WITHOUT_GPU}
OF_IPYTHON = {"CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "GIT_PAGER", "JPY_SESSION_NAME", "MPLBACKEND", "PAGER"}
OF_IPYTHON |= {"PYDEVD_USE_FRAME_EVAL", "TERM"}


@pytest.mark.slow
def test_a_kernel_has_no_variable_of_the_graders(kernel: Execution) -> None:
    assert set(seen(kernel)["variables"]) <= GIVEN | KEPT | OF_IPYTHON
    assert set(seen(kernel)["started with"]) <= KEPT | OF_THE_SERVER


@pytest.mark.slow
def test_a_kernel_has_no_file_of_the_host_open(kernel: Execution) -> None:
    kinds = set(seen(kernel)["descriptors"])
    assert kinds <= {"/dev/null", "anon_inode", "pipe", "socket", f"/proc/{2}/fd", "/proc/2/fd"}


@pytest.mark.slow
def test_a_kernel_finds_plain_files_beside_it(kernel: Execution) -> None:
    assert seen(kernel)["files"] == ["data.csv"]


@pytest.mark.slow
def test_a_kernel_has_no_digits_but_those_handed_out(kernel: Execution) -> None:
    assert seen(kernel)["digits"] == 0


@pytest.mark.slow
def test_a_kernels_user_has_a_name(kernel: Execution) -> None:
    assert seen(kernel)["user"] == "student"


@pytest.mark.slow
def test_isolation_is_recorded(kernel: Execution) -> None:
    assert (kernel.status, kernel.isolation) == (GRADED, Isolation.NAMESPACES)
    assert judge(kernel, {}, AnswerKey("06"), "ann")[1].isolation == "namespaces"


@pytest.mark.slow
def test_bubblewrap_hides_as_much(tmp_path: Path) -> None:
    if reason := provisioners.why_unavailable(Isolation.BUBBLEWRAP):
        pytest.skip(f"this machine has no bubblewrap: {reason}")
    execution = look_around(Isolation.BUBBLEWRAP, tmp_path)
    assert (execution.status, execution.isolation) == (GRADED, Isolation.BUBBLEWRAP)
    assert set(seen(execution)["variables"]) <= GIVEN | KEPT | OF_IPYTHON | {"PWD", "OLDPWD", "SHLVL", "_"}
    assert seen(execution)["files"] == ["data.csv"]
    assert seen(execution)["digits"] == 0
    assert seen(execution)["user"] == "student"
