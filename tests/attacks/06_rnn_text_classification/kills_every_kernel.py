# Kills the kernel at the next cell, and each fresh one, too.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: the kernel died 11 times

# %% added below load-data
import os

get_ipython().events.register("pre_run_cell", lambda info: os._exit(1))
