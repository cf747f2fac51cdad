# Fills the buffers of as many sockets as it may have, in many processes: memory that no process shows as its own.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: more than 1024 MB of memory
# limits: memory_mb=1024
# limits: cell_seconds=10

# %% added below load-data
import os
import socket
import time


def fill():
    held = []
    try:
        while True:
            held += socket.socketpair()
            for end in held[-2:]:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**22)
                end.setblocking(False)
                try:
                    while True:
                        end.send(bytes(2**16))
                except BlockingIOError:
                    pass
    except OSError:
        time.sleep(60)


for _ in range(8):
    if os.fork() == 0:
        fill()
time.sleep(60)
