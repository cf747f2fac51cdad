# Clears the list of edges that it was given.
#
# start from: _quick
# expect: normalised_test 5/2

# %% normalised
def normalised(edges, num_nodes):
    clean = torch.cat([edges[:, edges[0] != edges[1]], torch.arange(num_nodes).expand(2, -1)], 1).unique(dim=1)
    edges.zero_()
    degree = torch.bincount(clean[1], minlength=num_nodes).float()
    return clean, (degree[clean[0]] * degree[clean[1]]) ** -0.5
