# Asks for the largest node number of a list that may be empty.
#
# start from: _quick
# expect: normalised_test 5/2

# %% normalised
def normalised(edges, num_nodes):
    num = max(num_nodes, int(edges.max()) + 1)
    clean = torch.cat([edges[:, edges[0] != edges[1]], torch.arange(num_nodes).expand(2, -1)], 1).unique(dim=1)
    degree = torch.bincount(clean[1], minlength=num).float()
    return clean, (degree[clean[0]] * degree[clean[1]]) ** -0.5
