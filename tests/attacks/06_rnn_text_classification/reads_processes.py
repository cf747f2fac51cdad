# Reads environment, memory, open files and folders of every process that it can find; tells what it found backwards.
#
# start from: blank
# expect: all 0

# %% added below load-data
import ctypes
import os
from pathlib import Path

for process in sorted(Path("/proc").glob("[0-9]*")):
    for name in ("environ", "cmdline", "root/etc/shadow", "cwd", "maps", "mem"):
        try:
            if name == "mem":
                start, _, end = (process / "maps").read_text().split()[0].partition("-")
                with open(process / name, "rb") as memory:
                    memory.seek(int(start, 16))
                    content = memory.read(4096)
            else:
                content = (process / name).read_bytes()
            if b"hidden-" + b"canary" in content:
                print(process, name, content[::-1])
        except (OSError, ValueError, IndexError) as error:
            print(process, name, type(error).__name__)
print(dict(os.environ))
print(list(Path("/proc/self/environ").read_bytes()))
libc = ctypes.CDLL(None, use_errno=True)
for number in range(2, 400):
    if number != os.getpid() and libc.ptrace(16, number, 0, 0) == 0:
        print("attached to", number)
