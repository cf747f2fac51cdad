# Forgets the root: takes the variance for the standard deviation.
#
# expect: initialisation_test 0
# says: Do you have a variance

# %% initialisation
@torch.no_grad()
def he_(weight):
    return weight.normal_(0, 2 / weight[0].numel())


@torch.no_grad()
def xavier_(weight):
    return weight.normal_(0, 2 / (weight[0].numel() + weight[:, 0].numel()))
