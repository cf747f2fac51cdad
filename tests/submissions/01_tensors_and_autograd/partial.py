# Has solved tasks 1 to 4, in another style than the reference, and left the rest as it was released.
#
# start from: blank
# expect: all 0
# expect: pairwise_distances_test 1
# expect: to_one_hot_test 1
# expect: moving_average_test 1
# expect: scale_channels_test 1
# expect: pair_scores_test 1
# expect: log_sum_exp_test 1
# expect: stable_softmax_test 1
# expect: numerical_gradient_test 2

# %% pairwise_distances
def pairwise_distances(a, b):
    return torch.linalg.vector_norm(a.unsqueeze(1) - b.unsqueeze(0), dim=-1)

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return torch.eye(num_classes)[labels]

# %% moving_average
def moving_average(x, width):
    sums = torch.cat([torch.zeros(1), x.cumsum(0)])
    return (sums[width:] - sums[:-width]) / width

# %% scale_channels
def scale_channels(images, gains):
    if gains.ndim == 1:
        gains = gains.expand(images.shape[0], -1)
    return images * gains.reshape(*gains.shape, 1, 1)

# %% pair_scores
def pair_scores(queries, weight, documents):
    weighted = torch.einsum("bnd,de->bne", queries, weight)
    return torch.einsum("bne,bme->bnm", weighted, documents)

# %% log_sum_exp
def log_sum_exp(x, dim):
    m, _ = x.max(dim)
    return m + torch.log(torch.exp(x - m.unsqueeze(dim)).sum(dim))

# %% stable_softmax
def stable_softmax(x, dim):
    shifted = x - torch.max(x, dim=dim, keepdim=True).values
    e = torch.exp(shifted)
    return e / torch.sum(e, dim, keepdim=True)

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.to(torch.float64)
    flat = x.flatten()
    slopes = []
    for i in range(len(flat)):
        up, down = flat.clone(), flat.clone()
        up[i] += h
        down[i] -= h
        slopes.append((function(up.reshape(x.shape)).item() - function(down.reshape(x.shape)).item()) / (2 * h))
    return torch.tensor(slopes, dtype=torch.float64).reshape(x.shape)
