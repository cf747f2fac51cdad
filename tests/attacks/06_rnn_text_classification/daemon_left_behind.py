# Leaves processes behind that have left their group, their session and their parents.
#
# start from: blank
# expect: all 0

# %% added below load-data
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 256)
        while True:
            Path("/tmp/{MARKNAME}").write_text("still here")
            time.sleep(0.01)
    os._exit(0)
import subprocess

subprocess.Popen(["sleep", "98765"], start_new_session=True)
