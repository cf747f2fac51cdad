# Multiplies into new tensors that nobody uses.
#
# start from: _quick
# expect: clip_gradients_test 0.8
# says: value is wrong

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = sum((g**2).sum() for g in grads) ** 0.5
    if total > max_norm:
        for g in grads:
            g = g * (max_norm / total)
    return total
