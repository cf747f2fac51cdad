# Multiplies with a sparse matrix of compressed columns.
#
# start from: _quick
# expect: messages_test 0

# %% messages
def propagate(features, edges, weights):
    n = len(features)
    order = edges[0].argsort(stable=True)
    starts = torch.searchsorted(edges[0][order], torch.arange(n + 1))
    return torch.sparse_csc_tensor(starts, edges[1][order], weights[order], (n, n)) @ features
def neighbour_mean(features, edges):
    total = torch.zeros_like(features).index_add(0, edges[1], features[edges[0]])
    return total / torch.bincount(edges[1], minlength=len(features)).clamp(min=1)[:, None]
