# Writes past the notebook, to the descriptors of the process itself, which lead outside.
#
# start from: blank
# expect: all 0
# limits: cell_seconds=10

# %% added below load-data
import os

written = {}
for number in range(256):
    try:
        if not os.path.isfile(f"/proc/self/fd/{number}") and "deleted" not in os.readlink(f"/proc/self/fd/{number}"):
            continue
        for _ in range(4000):
            written[number] = written.get(number, 0) + os.write(number, b"x" * 2**16)
    except OSError as error:
        print(number, error.strerror)
print(written)
