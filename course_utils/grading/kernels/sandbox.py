"""A sandbox for a process that runs somebody else's code: Linux namespaces, resource limits and a system-call filter.

`enter` is called by a freshly forked process with a single thread. Afterwards that code sees a file system made of an
allow-list (the Python installation and the system's libraries, all read-only; its own files in memory, of limited
size), no other process, no network and no device that matters, and it can gain no privilege. Nothing on the host is
writable.

Works for root, who becomes an ordinary user inside, and for ordinary users where the system lets them make user
namespaces. The steps and their order follow the manual pages namespaces(7), pivot_root(2), mount_setattr(2),
capabilities(7) and seccomp(2); what each protects from is listed in docs/security.md.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import platform
import resource
import shutil
import signal
import socket
import stat
import struct
from collections.abc import Sequence
from pathlib import Path

from course_utils.grading.kernels.sandbox_policy import HOME, SYSTEM_PATHS, Box

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER = 0x20000, 0x4000000, 0x8000000, 0x10000000
CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWCGROUP = 0x20000000, 0x40000000, 0x2000000
NAMESPACES = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 4096, 16384, 1 << 18
MNT_DETACH = 2
PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 22, 24, 38
SYS_PIVOT_ROOT, SYS_MOUNT_SETATTR = 155, 442  # on x86-64

DEVICES = ("null", "zero", "full", "random", "urandom")
SHARE_OF_ONE = 3 / 4  # of the memory, for one process: it is told so by Python before the grader has to end it
SECONDS_TO_END = 30  # of processor time, once it is used up: the grader, who looks at it too, is there before
PREFERRED_IDS = range(1_000_000, 6_000_000)  # of root's kernels: no account has them
MOST_IDS_TRIED = 10_000  # before a kernel is refused because no user id is free
TCP_BUFFER = 2**18  # bytes that one TCP connection may keep in each direction

_claims: list[socket.socket] = []  # of user ids; held open by the process that waits outside


def enter(box: Box) -> None:
    """Move the calling process into a sandbox.

    Returns in a new process, the sandbox's only one apart from its reaper. The calling process itself stays outside: it
    waits, and exits as the new process does: with 128 + the number of the signal that killed it, else with at most 127.

    Raises
    ------
    OSError
        If the system does not allow it; then the caller is in an undefined state and should exit.
    """
    os.umask(0o022)  # the grader may have a stricter one, and the kernel's own user could enter nothing
    is_root = os.geteuid() == 0
    uid, gid = os.getuid(), os.getgid()
    if is_root:
        uid = gid = _take_user_id()
    _make_namespaces(is_root)
    root = _build_root(box, uid, gid)
    _bring_loopback_up()
    _fork_and_wait_outside()
    _switch_root(root)
    _fork_and_reap()
    _bound_capabilities()  # while there are some: only with them may the bound be lowered
    if is_root:
        _own_home(uid, gid)
        os.setgroups([])
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)
    _drop_capabilities()
    _set_limits(box)
    _filter_system_calls()
    os.chdir(HOME)


def _take_user_id() -> int:
    """Return a user id that no other kernel has while this process lives: limits per user then hold for each.

    The name of a socket says that an id is taken. It is free again when its process ends, however it ends.
    """
    ids = _ids_to_take()
    count = sum(map(len, ids))
    for number in range(min(count, MOST_IDS_TRIED)):
        taken = _nth(ids, (os.getpid() + number) % count)
        claim = socket.socket(socket.AF_UNIX)
        try:
            claim.bind(f"\0course-kernel-of-user-{taken}")
        except OSError:
            claim.close()
            continue
        _claims.append(claim)
        return taken
    what = "all that there are here belong to kernels that run now" if count else "there is none here but root's"
    raise OSError(errno.EAGAIN, f"a kernel needs a user id of its own, and {what}")


def _ids_to_take() -> list[range]:
    """Return the ids that are both users and groups here and not root's: a container may have few."""
    users, groups = _mapped("uid"), _mapped("gid")
    both = [range(max(a.start, b.start, 1), min(a.stop, b.stop)) for a in users for b in groups]
    preferred = [range(max(ids.start, PREFERRED_IDS.start), min(ids.stop, PREFERRED_IDS.stop)) for ids in both]
    return [ids for ids in preferred if ids] or [ids for ids in both if ids]


def _mapped(kind: str) -> list[range]:
    lines = Path(f"/proc/self/{kind}_map").read_text().splitlines()
    maps = [list(map(int, line.split())) for line in lines]
    return [range(first, first + count) for first, _, count in maps]


def _nth(ranges: list[range], number: int) -> int:
    for ids in ranges:
        if number < len(ids):
            return ids[number]
        number -= len(ids)
    raise IndexError(number)


def unavailable() -> str:
    """Return why this Linux machine cannot sandbox a process this way, in words; empty if it can."""
    if platform.machine() != "x86_64":
        return f"the system-call filter is written for x86-64, and this is {platform.machine()}"
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            enter(Box((), (), "", disk_mb=8, memory_mb=1024, processes=64, cpu_seconds=10))
            os._exit(0)
        except OSError as error:
            os.write(writer, str(error).encode())
        finally:
            os._exit(1)
    os.close(writer)
    _, status = os.waitpid(pid, 0)
    with os.fdopen(reader, "rb") as stream:
        message = stream.read().decode()
    return "" if status == 0 else message or "the sandbox could not be entered"


# Namespaces and the file system


def _make_namespaces(is_root: bool) -> None:
    Path("/proc/self/oom_score_adj").write_text("1000")  # if memory runs out, this process goes before the grader
    uid, gid = os.getuid(), os.getgid()
    _call("unshare", _libc.unshare(NAMESPACES | (0 if is_root else CLONE_NEWUSER)))
    if not is_root:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    _mount(None, "/", None, MS_REC | MS_PRIVATE)


def _build_root(box: Box, uid: int, gid: int) -> str:
    """Build the new root for a user on a file system in memory, which hides `/tmp` in this mount namespace only."""
    readable = [path for path in dict.fromkeys((*SYSTEM_PATHS, *box.readable)) if os.path.lexists(path)]
    # Paths below /tmp can be reached through these descriptors even when /tmp is hidden.
    sources = {path: os.open(path, os.O_PATH | os.O_NOFOLLOW) for path in readable}
    files = os.open(box.files, os.O_RDONLY | os.O_DIRECTORY) if box.files else -1
    root = "/tmp"
    _mount("tmpfs", root, "tmpfs", MS_NOSUID | MS_NODEV, f"size={box.disk_mb}m,nr_inodes=20k,mode=755")
    for path, source in sources.items():
        _show(path, source, root)
        os.close(source)
    _mask([f"{root}{path}" for path in box.masked], root)
    for folder in ("dev/shm", "tmp", "proc", "etc", "old", HOME.relative_to("/")):
        os.makedirs(f"{root}/{folder}", exist_ok=True)
    for name in DEVICES:
        Path(f"{root}/dev/{name}").touch()
        _mount(f"/dev/{name}", f"{root}/dev/{name}", None, MS_BIND)
    for folder in ("tmp", "dev/shm"):
        os.chmod(f"{root}/{folder}", 0o1777)
    Path(f"{root}/etc/passwd").write_text(f"student:x:{uid}:{gid}::{HOME}:/bin/sh\n")
    Path(f"{root}/etc/hosts").write_text("127.0.0.1 localhost\n")
    if files >= 0:
        shutil.copytree(f"/proc/self/fd/{files}", f"{root}{HOME}", dirs_exist_ok=True)
        os.close(files)
    return root


def _show(path: str, source: int, root: str) -> None:
    """Make one path of the host visible, read-only; a symbolic link stays a link."""
    target = root + path
    os.makedirs(os.path.dirname(target), exist_ok=True)
    mode = os.fstat(source).st_mode
    if stat.S_ISLNK(mode):
        os.symlink(os.readlink("", dir_fd=source), target)
        return
    if stat.S_ISDIR(mode):
        os.makedirs(target, exist_ok=True)
    else:
        Path(target).touch()
    _mount(f"/proc/self/fd/{source}", target, None, MS_BIND | MS_REC)
    attributes = struct.pack("QQQQ", MS_RDONLY | MS_NOSUID | MS_NODEV, 0, 0, 0)  # the same bits in mount_setattr
    recursively = 0x8000
    arguments = (-100, os.fsencode(target), recursively, attributes, len(attributes))
    _call(f"mount_setattr {path}", _libc.syscall(SYS_MOUNT_SETATTR, *arguments))


def _mask(targets: list[str], root: str) -> None:
    """Put an empty file over each of the targets that is there."""
    empty = Path(f"{root}/empty")
    empty.touch(mode=0o444)
    for target in set(map(os.path.realpath, filter(os.path.exists, targets))):  # twice, and the file stays busy
        _mount(str(empty), target, None, MS_BIND)
    empty.unlink()  # the mounts keep it


def _switch_root(root: str) -> None:
    die_with_parent()
    _mount("proc", f"{root}/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    _call("pivot_root", _libc.syscall(SYS_PIVOT_ROOT, os.fsencode(root), os.fsencode(f"{root}/old")))
    os.chdir("/")
    _call("umount2", _libc.umount2(b"/old", MNT_DETACH))
    os.rmdir("/old")
    _limit_buffers()


def _limit_buffers() -> None:
    """Let TCP connections, whose memory no process shows, keep little of it; kernels talk to themselves only."""
    for direction in ("r", "w"):
        with contextlib.suppress(OSError):  # on an old Linux, all networks share one setting
            Path(f"/proc/sys/net/ipv4/tcp_{direction}mem").write_text(f"4096 65536 {TCP_BUFFER}")


def _own_home(uid: int, gid: int) -> None:
    for folder, folders, files in os.walk(HOME):
        for name in (".", *folders, *files):
            os.chown(os.path.join(folder, name), uid, gid, follow_symlinks=False)


def _bring_loopback_up() -> None:
    """Give the empty network its own loopback: some libraries talk to themselves over it."""
    with socket.socket() as probe:
        is_up = struct.pack("16sh22x", b"lo", 0x1)
        fcntl.ioctl(probe, 0x8914, is_up)


# Processes


def die_with_parent() -> None:
    """Let the calling process be killed when its parent dies."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _fork_and_wait_outside() -> None:
    """Fork the first process of the new process namespace; the caller stays outside and waits for it."""
    pid = os.fork()
    if pid == 0:
        while _claims:
            _claims.pop().close()
        return
    _ignore_interrupts()
    _, status = os.waitpid(pid, 0)
    _exit_like(status)


def _fork_and_reap() -> None:
    """Fork the process that goes on; the caller, first of its namespace, reaps. When it exits, the kernel kills all."""
    pid = os.fork()
    if pid == 0:
        return
    _ignore_interrupts()
    while True:
        found, status = os.waitpid(-1, 0)
        if found == pid and os.WIFEXITED(status):
            os._exit(min(os.WEXITSTATUS(status), 127))  # more would look like a signal
        if found == pid:
            _exit_like(status)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _exit_like(status: int) -> None:
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else 128 - code)


# Privileges and limits


def _bound_capabilities() -> None:
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
    for capability in range(last + 1):
        _call("prctl", _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0))


def _drop_capabilities() -> None:
    header = struct.pack("Ii", 0x20080522, 0)  # version 3 of the interface, this thread
    _call("capset", _libc.capset(header, bytes(24)))


def _set_limits(box: Box) -> None:
    megabyte = 2**20
    pages = list(map(int, Path("/proc/self/statm").read_text().split()))
    # What PyTorch has mapped before differs by its version, and is not the student's.
    now_mapped, now_data = pages[0] * resource.getpagesize(), pages[5] * resource.getpagesize()
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_DATA: now_data + int(SHARE_OF_ONE * box.memory_mb * megabyte),
        resource.RLIMIT_AS: now_mapped + 2 * box.memory_mb * megabyte,  # memory that is shared counts only here
        resource.RLIMIT_FSIZE: box.disk_mb * megabyte,
        resource.RLIMIT_NOFILE: 1024,
        resource.RLIMIT_NPROC: box.processes,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_SIGPENDING: 1024,  # waiting signals are counted per user
    }
    for name, limit in limits.items():
        resource.setrlimit(name, (limit, limit))
    # First the signal that says so: one killed by SIGKILL was killed from outside.
    resource.setrlimit(resource.RLIMIT_CPU, (box.cpu_seconds, box.cpu_seconds + SECONDS_TO_END))


# Numbers of x86-64, from the kernel's table of system calls
_FORBIDDEN = {
    "shmget": 29,  # memory that stays in use when no process has it
    "semget": 64,  # and so is that of these
    "msgget": 68,
    "sendfile": 40,  # with the next ones puts pages into sockets and pipes that are far larger than what they count
    "splice": 275,
    "tee": 276,
    "vmsplice": 278,
    "ptrace": 101,
    "syslog": 103,
    "pivot_root": 155,
    "chroot": 161,
    "acct": 163,
    "mount": 165,
    "umount2": 166,
    "swapon": 167,
    "swapoff": 168,
    "reboot": 169,
    "init_module": 175,
    "delete_module": 176,
    "quotactl": 179,
    "io_setup": 206,  # of what all programs of the machine together may have only so much
    "kexec_load": 246,
    "add_key": 248,
    "request_key": 249,
    "keyctl": 250,
    "inotify_init": 253,  # sees what other kernels open; and a user's own programs may have only so many
    "unshare": 272,
    "inotify_init1": 294,
    "fanotify_init": 300,
    "perf_event_open": 298,
    "name_to_handle_at": 303,
    "open_by_handle_at": 304,
    "timer_create": 222,  # whose timers can send any signal, as can what F_SETSIG asks for
    "setns": 308,
    "process_vm_readv": 310,
    "process_vm_writev": 311,
    "finit_module": 313,
    "memfd_create": 319,  # a file in memory that no limit on files counts
    "kexec_file_load": 320,
    "bpf": 321,
    "userfaultfd": 323,
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "mount_setattr": 442,
    "pidfd_getfd": 438,
    "landlock_create_ruleset": 444,  # rules without end, in the memory of the system
    "memfd_secret": 447,
}
_SOCKET, _SETSOCKOPT, _CLONE, _CLONE3 = 41, 54, 56, 435
_CSIGNAL = 0xFF  # the part of clone's flags that says which signal a child's end sends to its parent
_FLOCK = 73
_KILL_CALL, _FCNTL, _SETRLIMIT, _PRLIMIT = 62, 72, 160, 302
_SIGNAL_AT = {  # which argument is the signal
    "rt_sigqueueinfo": (129, 1),
    "tkill": (200, 1),
    "tgkill": (234, 2),
    "rt_tgsigqueueinfo": (297, 2),
    "pidfd_send_signal": (424, 1),
}
_F_SETSIG = 10
# Locks on what all kernels can read, and news of who opens it, would carry bytes from one kernel to another. The locks
# that SQLite sets are allowed: no kernel can see another's.
_F_LOOKS_AT_LOCKS = (5, 36, 37, 38, 1024, 1026)  # F_GETLK, F_OFD_GETLK, F_OFD_SETLK(W), F_SETLEASE, F_NOTIFY
_SOCKET_FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6)

_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _KILL, _DENY, _MISSING = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026  # DENY: EPERM; MISSING: ENOSYS
_DO_NOTHING = 0x00050000  # and report success
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENT_AT = 0, 4, 16
_SECOND_ARGUMENT_AT, _THIRD_ARGUMENT_AT = 24, 32
_NEGATIVE = 0x80000000
_AUDIT_ARCH_X86_64, _X32_BIT = 0xC000003E, 0x40000000


def _filter_system_calls() -> None:
    program = b"".join(_filter_program())
    buffer = ctypes.create_string_buffer(program)
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    _call("no_new_privs", _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _call("seccomp", _libc.prctl(PR_SET_SECCOMP, 2, header, 0, 0))


def _step(operation: int, operand: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Return one instruction in the kernel's byte code: an operation, two jumps and an operand."""
    return struct.pack("HBBI", operation, if_true, if_false, operand)


def _filter_program() -> list[bytes]:
    """Return the filter in the kernel's byte code."""
    step = _step
    program = [
        step(_LOAD, _ARCHITECTURE_AT),
        step(_IF_EQUAL, _AUDIT_ARCH_X86_64, if_true=1),
        step(_RETURN, _KILL),
        step(_LOAD, _NUMBER_AT),
        step(_IF_AT_LEAST, _X32_BIT, if_false=1),
        step(_RETURN, _DENY),
    ]
    for number in _FORBIDDEN.values():
        program += [step(_IF_EQUAL, number, if_false=1), step(_RETURN, _DENY)]
    program += [step(_IF_EQUAL, _FLOCK, if_false=1), step(_RETURN, _DO_NOTHING)]
    program += _no_larger_buffers()
    # Told that clone3 is missing, libc falls back on clone, whose flags a filter can read.
    program += [step(_IF_EQUAL, _CLONE3, if_false=1), step(_RETURN, _MISSING)]
    program += [
        step(_IF_EQUAL, _CLONE, if_false=7),
        step(_LOAD, _ARGUMENT_AT),
        step(_IF_ANY_BIT, NAMESPACES | CLONE_NEWUSER, if_false=1),
        step(_RETURN, _DENY),
        step(_AND, _CSIGNAL),
        step(_IF_EQUAL, signal.SIGKILL, if_false=1),
        step(_RETURN, _KILL),
        step(_RETURN, _ALLOW),
    ]
    program += _no_kill_of_itself(os.getpid())
    program += [step(_IF_EQUAL, _SOCKET, if_true=1), step(_RETURN, _ALLOW), step(_LOAD, _ARGUMENT_AT)]
    for family in _SOCKET_FAMILIES:
        program += [step(_IF_EQUAL, family, if_false=1), step(_RETURN, _ALLOW)]
    # Netlink only to list network interfaces, which the messages' library does when it binds to loopback.
    program += [step(_IF_EQUAL, socket.AF_NETLINK, if_true=1), step(_RETURN, _DENY)]
    program += [step(_LOAD, _THIRD_ARGUMENT_AT), step(_IF_EQUAL, 0, if_false=1), step(_RETURN, _ALLOW)]
    return [*program, step(_RETURN, _DENY)]


def _no_larger_buffers() -> list[bytes]:
    """Return the part of the filter by which sockets keep the sizes of their buffers."""
    return [
        _step(_IF_EQUAL, _SETSOCKOPT, if_false=7),
        _step(_LOAD, _SECOND_ARGUMENT_AT),
        _step(_IF_EQUAL, socket.SOL_SOCKET, if_false=3),
        _step(_LOAD, _THIRD_ARGUMENT_AT),
        _step(_IF_EQUAL, socket.SO_SNDBUF, if_true=2),
        _step(_IF_EQUAL, socket.SO_RCVBUF, if_true=1),
        _step(_RETURN, _ALLOW),
        _step(_RETURN, _DO_NOTHING),
    ]


def _no_kill_of_itself(pid: int) -> list[bytes]:
    """Return the part of the filter by which SIGKILL tells that the process `pid` was killed from outside.

    Code inside that tries to send it this signal ends with SIGSYS in its place; other processes it may kill. The limit
    on processor time, which ends in the same signal, cannot be changed.
    """
    step = _step
    program = [
        step(_IF_EQUAL, _KILL_CALL, if_false=9),
        step(_LOAD, _SECOND_ARGUMENT_AT),
        step(_IF_EQUAL, signal.SIGKILL, if_true=1),
        step(_RETURN, _ALLOW),
        step(_LOAD, _ARGUMENT_AT),
        step(_IF_EQUAL, pid, if_true=3),
        step(_IF_EQUAL, 0, if_true=2),  # the caller's group
        step(_IF_AT_LEAST, _NEGATIVE, if_true=1),  # any group
        step(_RETURN, _ALLOW),
        step(_RETURN, _KILL),
    ]
    for number, argument in _SIGNAL_AT.values():
        place = _ARGUMENT_AT + 8 * argument
        program += _unless(number, place, [signal.SIGKILL], _KILL)
    program += _unless(_FCNTL, _SECOND_ARGUMENT_AT, [_F_SETSIG, *_F_LOOKS_AT_LOCKS], _DENY)
    program += _unless(_SETRLIMIT, _ARGUMENT_AT, [resource.RLIMIT_CPU], _DENY)
    return [
        *program,
        step(_IF_EQUAL, _PRLIMIT, if_false=8),
        step(_LOAD, _SECOND_ARGUMENT_AT),
        step(_IF_EQUAL, resource.RLIMIT_CPU, if_false=4),
        step(_LOAD, _THIRD_ARGUMENT_AT),  # where the new limit stands; nowhere, if it is only asked for
        step(_IF_EQUAL, 0, if_false=3),
        step(_LOAD, _THIRD_ARGUMENT_AT + 4),
        step(_IF_EQUAL, 0, if_false=1),
        step(_RETURN, _ALLOW),
        step(_RETURN, _DENY),
    ]


def _unless(call: int, place: int, values: Sequence[int], action: int) -> list[bytes]:
    """Return steps that allow a system call unless an argument has one of certain values."""
    tests = [_step(_IF_EQUAL, value, if_true=len(values) - number) for number, value in enumerate(values)]
    return [
        _step(_IF_EQUAL, call, if_false=len(values) + 3),
        _step(_LOAD, place),
        *tests,
        _step(_RETURN, _ALLOW),
        _step(_RETURN, action),
    ]


# Calls of the C library

_libc = ctypes.CDLL(None, use_errno=True)


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    _call(f"mount {target}", _libc.mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3]))


def _call(what: str, result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
