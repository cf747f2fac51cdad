# Starts a thread for each name; all append to one list.
#
# expect: read_ahead_test 0.5
# expect: read_ahead_window_test 0..1
# says: the order of the names, not that in which reads end
# says: a thread's exception

# %% read_ahead
from threading import Thread


def read_ahead(read, names, num_threads=4):
    results = []
    threads = [Thread(target=lambda name=name: results.append(read(name))) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return iter(results)
