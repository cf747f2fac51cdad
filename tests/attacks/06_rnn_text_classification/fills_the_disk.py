# Fills every folder that it can write to, with large files and with a great many small ones.
#
# start from: blank
# expect: all 0
# limits: cell_seconds=20

# %% added below load-data
import os

for folder in (Path.home(), Path("/tmp"), Path("/dev/shm"), Path("/var/tmp")):
    total = 0
    try:
        for number in range(10_000):
            with open(folder / f"large-{number}", "wb") as file:
                total += file.write(b"x" * 2**24)
    except OSError as error:
        print(folder, total >> 20, "MB", error.strerror)
try:
    for number in range(200_000):
        Path(f"/tmp/small-{number}").touch()
except OSError as error:
    print(number, "files", error.strerror)
