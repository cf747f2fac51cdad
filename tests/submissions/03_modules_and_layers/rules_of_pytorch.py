# Lets nn.init do the work.
#
# expect: initialisation_test 0
# says: uses 'kaiming_normal_', which this task asks you to do without

# %% initialisation
def he_(weight):
    return nn.init.kaiming_normal_(weight, nonlinearity="relu")


def xavier_(weight):
    return nn.init.xavier_normal_(weight)
