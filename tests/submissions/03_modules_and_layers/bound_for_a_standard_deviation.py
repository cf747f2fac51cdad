# Takes the standard deviation for the bound of the uniform numbers.
#
# expect: initialisation_test 0
# says: or the bound of an interval?

# %% initialisation
def fans(weight):
    area = weight[0, 0].numel()
    return weight.shape[1] * area, weight.shape[0] * area


@torch.no_grad()
def he_(weight):
    fan_in, fan_out = fans(weight)
    bound = (2 / fan_in) ** 0.5
    return weight.uniform_(-bound, bound)


@torch.no_grad()
def xavier_(weight):
    fan_in, fan_out = fans(weight)
    bound = (2 / (fan_in + fan_out)) ** 0.5
    return weight.uniform_(-bound, bound)
