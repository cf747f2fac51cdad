# Lets a thread compute for ever beside the cells, and signals do nothing.
#
# start from: blank
# expect: all 0

# %% added below load-data
import signal
import threading

signal.signal(signal.SIGINT, signal.SIG_IGN)


def burn():
    while True:
        pass


threading.Thread(target=burn).start()
