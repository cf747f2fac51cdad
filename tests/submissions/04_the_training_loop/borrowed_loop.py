# Calls the course's loop instead of writing one.
#
# start from: _quick
# expect: train_one_epoch_test 0
# says: which this task asks you to do without

# %% train_one_epoch
from course_utils.training import train_epoch


def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    return train_epoch(model, batches, optimizer, max_grad_norm=max_grad_norm)
