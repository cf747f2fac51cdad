# Stumbles over a parameter without a gradient.
#
# start from: _quick
# expect: clip_gradients_test 1.6
# says: the code stopped with

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters]
    total = sum((g**2).sum() for g in grads) ** 0.5
    if total > max_norm:
        for g in grads:
            g.mul_(max_norm / total)
    return total
