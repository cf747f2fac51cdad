# Returns the smoothness as a tensor.
#
# start from: _quick
# expect: smoothness_test 4/3

# %% smoothness
def smoothness(features, edges):
    edges = edges[:, edges[0] != edges[1]]
    every = torch.pdist(features).square().mean()
    if edges.shape[1] == 0 or every == 0:
        return torch.tensor(0.0)
    return (features[edges[0]] - features[edges[1]]).square().sum(1).mean() / every
