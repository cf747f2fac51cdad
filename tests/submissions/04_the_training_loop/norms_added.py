# Adds the parameters' norms instead of their squares.
#
# start from: _quick
# expect: clip_gradients_test 0
# says: the length of the one long vector

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = sum(g.norm() for g in grads)
    if total > max_norm:
        for g in grads:
            g.mul_(max_norm / total)
    return total
