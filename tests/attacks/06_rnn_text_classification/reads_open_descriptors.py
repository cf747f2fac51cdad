# Reads and writes through every descriptor that the kernel was left with, and opens each again with other rights.
#
# start from: blank
# expect: all 0

# %% added below load-data
import os

for number in range(256):
    try:
        path = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        continue
    for flags in (os.O_RDONLY, os.O_RDWR):
        try:
            again = os.open(f"/proc/self/fd/{number}", flags | os.O_NONBLOCK)
            print(number, path, os.pread(again, 1000, 0))
        except OSError as error:
            print(number, path, error.strerror)
    for name in ("..", "../..", "../../.."):
        try:
            print(number, os.listdir(os.open(name, os.O_RDONLY, dir_fd=number)))
        except OSError:
            pass
