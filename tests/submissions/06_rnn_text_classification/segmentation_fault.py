# Reads memory that is not its own, in a cell of its own after task 6b: that costs nothing.
#
# start from: _quick
# status: partly graded
# says: the kernel died

# %% added below evaluate_test
import ctypes

ctypes.string_at(0)
