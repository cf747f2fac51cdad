# Stops its own process with a signal that cannot be handled, so that it neither answers nor dies.
#
# start from: blank
# expect: all 0
# status: partly graded
# limits: cell_seconds=3

# %% added below load-data
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
