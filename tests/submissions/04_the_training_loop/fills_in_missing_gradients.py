# Puts zeros in the place of a gradient that is None.
#
# start from: _quick
# expect: clip_gradients_test 8/5

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    parameters = list(parameters)
    for p in parameters:
        if p.grad is None:
            p.grad = torch.zeros_like(p)
    norm = torch.cat([p.grad.flatten() for p in parameters]).norm()
    if norm > max_norm:
        for p in parameters:
            p.grad *= max_norm / norm
    return norm
