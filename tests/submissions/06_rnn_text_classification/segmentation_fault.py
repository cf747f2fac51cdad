# Reads memory that is not its own, in a cell after task 6b.
#
# start from: _quick
# expect: accuracy_test 0
# expect: curves_test 0
# expect: save_load_test 0
# status: partly graded
# says: the kernel died

# %% added below evaluate_test
import ctypes

ctypes.string_at(0)
