# Leaves the kernel's size out of both fans.
#
# expect: initialisation_test 4/3
# says: how many numbers go into one output of a convolution?

# %% initialisation
def fans(weight):
    area = weight[0, 0].numel()
    return weight.shape[1], weight.shape[0]


@torch.no_grad()
def he_(weight):
    fan_in, fan_out = fans(weight)
    bound = (6 / fan_in) ** 0.5
    return weight.uniform_(-bound, bound)


@torch.no_grad()
def xavier_(weight):
    fan_in, fan_out = fans(weight)
    bound = (6 / (fan_in + fan_out)) ** 0.5
    return weight.uniform_(-bound, bound)
