# Forgets the 2 that makes up for ReLU.
#
# expect: initialisation_test 4/3
# says: compensates for ReLU

# %% initialisation
def fans(weight):
    area = weight[0, 0].numel()
    return weight.shape[1] * area, weight.shape[0] * area


@torch.no_grad()
def he_(weight):
    fan_in, fan_out = fans(weight)
    bound = (3 / fan_in) ** 0.5
    return weight.uniform_(-bound, bound)


@torch.no_grad()
def xavier_(weight):
    fan_in, fan_out = fans(weight)
    bound = (6 / (fan_in + fan_out)) ** 0.5
    return weight.uniform_(-bound, bound)
