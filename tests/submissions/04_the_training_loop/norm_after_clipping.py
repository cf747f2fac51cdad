# Returns the norm after clipping.
#
# start from: _quick
# expect: clip_gradients_test 1.6
# says: measured before you change anything

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = sum((g**2).sum() for g in grads) ** 0.5
    if total > max_norm:
        for g in grads:
            g.mul_(max_norm / total)
    return min(total, max_norm)
