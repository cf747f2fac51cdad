# Lets the end of a child send its kernel SIGKILL, which looks as if the machine had killed it and would be run for ever.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: the kernel died in code cell

# %% added below load-data
import ctypes
import os
import time

SIGKILL = 9
CLONE = 56
child = ctypes.CDLL(None).syscall(CLONE, SIGKILL, 0, 0, 0, 0)
if child == 0:
    os._exit(0)
time.sleep(60)
