# Counts the kernel's size in fan-in and not in fan-out.
#
# expect: initialisation_test 5/3
# says: the kernel's size counts for fan-in and for fan-out

# %% initialisation
def fans(weight):
    area = weight[0, 0].numel()
    return weight.shape[1] * area, weight.shape[0]


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
