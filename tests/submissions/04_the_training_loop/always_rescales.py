# Makes short gradients longer.
#
# start from: _quick
# expect: clip_gradients_test 1.6
# says: it never makes anything longer

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = sum((g**2).sum() for g in grads) ** 0.5
    for g in grads:
        g.mul_(max_norm / total)
    return total
