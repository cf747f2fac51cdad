# Divides by zero where all features are equal.
#
# start from: _quick
# expect: smoothness_test 4/3

# %% smoothness
def smoothness(features: Tensor, edges: Tensor) -> float:
    """Return how far connected nodes are apart, relative to any two nodes."""
    source, target = edges[:, edges[0] != edges[1]]
    if len(source) == 0:
        return 0.0
    along_edges = (features[source] - features[target]).square().sum(dim=1).mean()
    num_nodes = len(features)
    squares = (features.unsqueeze(0) - features.unsqueeze(1)).square().sum(dim=2)
    between_all = squares.sum() / (num_nodes * (num_nodes - 1))
    return (along_edges / between_all).item()
