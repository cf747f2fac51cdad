# Opens files, pipes and sockets without end.
#
# start from: blank
# expect: all 0

# %% added below load-data
import os
import socket

held = []
for make in (lambda: open("/dev/null"), os.pipe, socket.socketpair):
    try:
        while True:
            held.append(make())
    except OSError as error:
        print(len(held), error.strerror)
