# Fills a parameter in place while autograd looks on.
#
# expect: initialisation_test 5/3
# says: a leaf Variable that requires grad is being used in an in-place operation

# %% initialisation
def fans(weight):
    area = weight[0, 0].numel()
    return weight.shape[1] * area, weight.shape[0] * area


def he_(weight):
    fan_in, fan_out = fans(weight)
    bound = (6 / fan_in) ** 0.5
    return weight.uniform_(-bound, bound)


def xavier_(weight):
    fan_in, fan_out = fans(weight)
    bound = (6 / (fan_in + fan_out)) ** 0.5
    return weight.uniform_(-bound, bound)
