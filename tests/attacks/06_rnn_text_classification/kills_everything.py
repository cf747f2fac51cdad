# Sends every signal that ends a process to every process that it can name.
#
# start from: blank
# expect: all 0
# status: partly graded

# %% added below load-data
import os
import signal

me = os.getpid()
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGSTOP, signal.SIGKILL):
    for process in (1, os.getppid(), *range(2, me), *range(me + 1, me + 3000)):
        try:
            os.kill(process, number)
        except OSError:
            pass
os.kill(-1, signal.SIGKILL)
os.kill(me, signal.SIGKILL)
