# Takes memory that no process owns: shared pages, segments that stay when nobody uses them, files without a name.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: memory
# limits: memory_mb=1024
# limits: cell_seconds=10

# %% added below load-data
import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
megabytes = 0
for _ in range(200):
    segment = libc.shmget(0, 64 * 2**20, 0o1666)
    if segment < 0:
        print("segments:", os.strerror(ctypes.get_errno()))
        break
    address = libc.shmat(segment, None, 0)
    ctypes.memset(address, 1, 64 * 2**20)
    libc.shmdt(ctypes.c_void_p(address))
    megabytes += 64
print(megabytes, "MB in segments that nobody uses")
descriptor = libc.memfd_create(b"anonymous", 0)
print("file without a name:", os.strerror(ctypes.get_errno()) if descriptor < 0 else "made")
held = []
while True:
    held.append(mmap.mmap(-1, 64 * 2**20))
    held[-1].write(b"x" * 64 * 2**20)
