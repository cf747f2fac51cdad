# Crashes the process.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: the kernel died

# %% added below load-data
import ctypes

ctypes.string_at(0)
