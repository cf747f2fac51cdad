# Takes the means with a matrix of all nodes by all nodes.
#
# start from: _quick
# expect: messages_test 12/5

# %% messages
def propagate(features, edges, weights):
    return torch.zeros_like(features).index_add_(0, edges[1], features[edges[0]] * weights[:, None])
def neighbour_mean(features, edges):
    matrix = torch.zeros(len(features), len(features)).index_put((edges[1], edges[0]), torch.ones(edges.shape[1]), accumulate=True)
    return matrix @ features / matrix.sum(1, keepdim=True).clamp(min=1)
