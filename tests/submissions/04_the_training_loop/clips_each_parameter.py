# Clips each parameter's gradient by its own norm.
#
# start from: _quick
# expect: clip_gradients_test 0.8
# says: the direction of the long vector must stay

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    squares = 0.0
    for p in parameters:
        if p.grad is None:
            continue
        norm = p.grad.norm()
        squares += norm**2
        if norm > max_norm:
            p.grad.mul_(max_norm / norm)
    return squares**0.5
