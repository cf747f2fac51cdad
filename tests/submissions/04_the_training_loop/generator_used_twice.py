# Goes over the parameters twice; the second time a generator is empty.
#
# start from: _quick
# expect: clip_gradients_test 1.6
# says: only once

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    total = sum(p.grad.pow(2).sum() for p in parameters if p.grad is not None) ** 0.5
    if total > max_norm:
        for p in parameters:
            if p.grad is not None:
                p.grad *= max_norm / total
    return total
