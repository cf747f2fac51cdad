# Takes memory in many processes, each of which stays below the limit.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: memory
# limits: memory_mb=1024
# limits: processes=128

# %% added below load-data
import os
import time

for _ in range(16):
    if os.fork() == 0:
        held = bytearray(os.urandom(1024)) * 300 * 1024
        time.sleep(60)
        os._exit(0)
time.sleep(60)
