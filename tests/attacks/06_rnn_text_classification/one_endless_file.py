# Writes one file without end, and claims the size of a petabyte for another.
#
# start from: blank
# expect: all 0
# limits: cell_seconds=10

# %% added below load-data
import os
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for size in (2**50, 2**40, 2**33):
    try:
        with open("/tmp/sparse", "wb") as file:
            file.truncate(size)
        print("has", size)
    except OSError as error:
        print(error.strerror)
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
with open("/tmp/endless", "wb") as file:
    while True:
        file.write(b"x" * 2**20)
        file.flush()
