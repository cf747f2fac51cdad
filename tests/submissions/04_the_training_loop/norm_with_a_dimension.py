# Returns the norm as a tensor of shape (1,).
#
# start from: _quick
# expect: clip_gradients_test 8/5

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = torch.cat([g.flatten() for g in gradients]).norm(dim=0, keepdim=True)
    if norm.item() > max_norm:
        for g in gradients:
            g.mul_(max_norm / norm.item())
    return norm
