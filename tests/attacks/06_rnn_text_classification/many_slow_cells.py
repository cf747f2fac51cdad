# Takes each cell to its limit, again and again.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: the notebook used up its
# limits: cell_seconds=3
# limits: notebook_seconds=7

# %% added below load-data
import time

get_ipython().events.register("pre_run_cell", lambda info: time.sleep(2.5))
