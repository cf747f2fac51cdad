# Ends the process in task 5; what was reported before counts.
#
# start from: _quick
# expect: model_test 0
# expect: model_padding_test 0
# expect: model_order_test 0
# expect: train_epoch_test 0
# expect: evaluate_test 0
# expect: accuracy_test 0
# expect: curves_test 0
# expect: save_load_test 0
# status: partly graded
# says: the kernel died

# %% model
import os

os._exit(1)
