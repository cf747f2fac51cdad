# Starts threads without end.
#
# start from: blank
# expect: all 0
# limits: cell_seconds=4
# limits: notebook_seconds=20

# %% added below load-data
import threading
import time

while True:
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
