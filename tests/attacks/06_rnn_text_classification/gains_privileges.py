# Tries what a root user would do: mount, change root, new namespaces, devices, other users, debugging.
#
# start from: blank
# expect: all 0

# %% added below load-data
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
Path("mnt").mkdir()
ATTEMPTS = {
    "unshare": lambda: libc.unshare(0x10000000),
    "unshare mounts": lambda: libc.unshare(0x20000),
    "mount": lambda: libc.mount(b"none", b"mnt", b"tmpfs", 0, None),
    "bind": lambda: libc.mount(b"/", b"mnt", None, 4096, None),
    "remount": lambda: libc.mount(None, b"/usr", None, 32 | 4096, None),
    "chroot": lambda: libc.chroot(b"mnt"),
    "setuid": lambda: libc.setuid(0),
    "setgid": lambda: libc.setgid(0),
    "device": lambda: libc.mknod(b"disk", 0o60666, 0x800),
    "clone": lambda: libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0),
    "ptrace": lambda: libc.ptrace(0, 0, 0, 0),
    "setns": lambda: libc.setns(0, 0),
    "bpf": lambda: libc.syscall(321, 0, 0, 0),
    "keyctl": lambda: libc.syscall(250, 0, -3, 1),
    "io_uring": lambda: libc.syscall(425, 8, 0),
    "raw socket": lambda: libc.socket(17, 3, 0),
    "shared memory": lambda: -1 if libc.shmget(0, 4096, 0o1666) < 0 else 0,
}
for name, attempt in ATTEMPTS.items():
    result = attempt()
    print(name, "worked" if result >= 0 else os.strerror(ctypes.get_errno()))
