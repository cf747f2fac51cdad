# Has Linux keep maps of memory, 60,000 in each of many processes: no process shows what they take.
#
# start from: blank
# expect: all 0
# status: partly graded
# limits: memory_mb=1024
# limits: cell_seconds=30

# %% added below load-data
import ctypes
import mmap
import os
import time

MAPS = 60_000
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *3 * [ctypes.c_int], ctypes.c_long]
libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
start = libc.mmap(None, MAPS * mmap.PAGESIZE, mmap.PROT_READ, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, -1, 0)
for page in range(0, MAPS, 2):
    libc.mprotect(start + page * mmap.PAGESIZE, mmap.PAGESIZE, 0)
try:
    for _ in range(150):
        if os.fork() == 0:
            break
except OSError:
    pass
time.sleep(60)
