# Lets the course's own loop train.
#
# start from: _quick
# expect: train_epoch_test 0

# %% train_epoch
def train_epoch(model, batches, optimizer):
    return training.train_epoch(model, batches, optimizer, max_grad_norm=1.0)
