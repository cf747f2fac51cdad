# Keeps the processors busy with as many processes as it may have, for as long as a cell may take.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: more than 8 seconds
# limits: cell_seconds=8

# %% added below load-data
import os
import signal

for _ in range(50):
    if os.fork() == 0:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        while True:
            pass
while True:
    pass
