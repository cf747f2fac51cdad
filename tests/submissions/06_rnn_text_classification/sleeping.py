# Has a cell that sleeps for an hour; it is stopped, and the cells after it run.
#
# start from: _quick
# limits: cell_seconds=10
# status: partly graded
# says: was stopped

# %% added below save_load
import time

time.sleep(3600)
