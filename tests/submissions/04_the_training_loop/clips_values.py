# Clamps every entry of the gradients.
#
# start from: _quick
# expect: clip_gradients_test 0.8
# says: one norm and one factor for all gradients

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = torch.cat([g.reshape(-1) for g in grads]).norm().item()
    for g in grads:
        g.clamp_(-max_norm, max_norm)
    return total
