# Ends its kernel in each way that could pass for the machine's doing, which would be run again for ever.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: the kernel died in code cell

# %% added below load-data
import ctypes
import os
import resource
import signal

libc = ctypes.CDLL(None, use_errno=True)
for attempt in (
    lambda: resource.setrlimit(resource.RLIMIT_CPU, (1, 1)),
    lambda: resource.prlimit(os.getpid(), resource.RLIMIT_CPU, (1, 1)),
    lambda: libc.timer_create(0, (ctypes.c_int * 16)(0, 0, signal.SIGKILL), ctypes.byref(ctypes.c_long())),
    lambda: libc.fcntl(0, 10, signal.SIGKILL),
):
    try:
        attempt()
    except (OSError, ValueError):
        pass
if os.fork() == 0:
    os.kill(os.getppid(), signal.SIGKILL)
    os._exit(0)
os.wait()

# %% build_vocabulary
os._exit(128 + signal.SIGKILL)

# %% last_states
libc.tgkill(os.getpid(), os.getpid(), signal.SIGKILL)

# %% model
os.kill(0, signal.SIGKILL)
