# Keeps PyTorch's rules in variables.
#
# expect: initialisation_test 0
# says: which this task asks you to do without

# %% initialisation
from torch.nn import init

fill, fill_too = init.kaiming_normal_, init.xavier_uniform_


def he_(weight):
    return fill(weight)


def xavier_(weight):
    return fill_too(weight)
