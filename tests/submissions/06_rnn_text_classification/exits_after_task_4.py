# Ends the process in task 5: what does without its model counts all the same.
#
# start from: _quick
# expect: model_test 0
# expect: model_padding_test 0
# expect: model_order_test 0
# expect: accuracy_test 0
# expect: curves_test 0.6667
# expect: save_load_test 4/9
# status: partly graded
# says: the kernel died in code cell 13; the rest ran in a fresh kernel

# %% model
import os

os._exit(1)
