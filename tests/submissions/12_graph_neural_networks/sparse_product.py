# Multiplies with a sparse matrix of the older kind.
#
# start from: _quick
# expect: messages_test 0

# %% messages
def propagate(features, edges, weights):
    n = len(features)
    return torch.sparse.mm(torch.sparse.FloatTensor(edges.flip(0), weights, (n, n)), features)
def neighbour_mean(features, edges):
    total = torch.zeros_like(features).index_add(0, edges[1], features[edges[0]])
    return total / torch.bincount(edges[1], minlength=len(features)).clamp(min=1)[:, None]
