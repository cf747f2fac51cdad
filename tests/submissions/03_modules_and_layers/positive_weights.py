# Draws between 0 and twice the bound: the spread is right, the mean is not 0.
#
# expect: initialisation_test 5/3
# says: around 0

# %% initialisation
def fans(weight):
    area = weight[0, 0].numel()
    return weight.shape[1] * area, weight.shape[0] * area


@torch.no_grad()
def he_(weight):
    fan_in, fan_out = fans(weight)
    bound = (6 / fan_in) ** 0.5
    return weight.uniform_(0, 2 * bound)


@torch.no_grad()
def xavier_(weight):
    fan_in, fan_out = fans(weight)
    bound = (6 / (fan_in + fan_out)) ** 0.5
    return weight.uniform_(0, 2 * bound)
