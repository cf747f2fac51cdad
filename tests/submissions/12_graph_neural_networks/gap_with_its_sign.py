# Takes the largest difference with its sign.
#
# start from: _quick
# expect: renumbering_test 1.2

# %% renumbering
def renumber(features: Tensor, edges: Tensor, order: Tensor) -> tuple[Tensor, Tensor]:
    """Return the graph whose node i is the old node order[i]."""
    return features[order], order.argsort()[edges]


def numbering_gap(layer, features: Tensor, edges: Tensor, order: Tensor) -> float:
    """Return how far a layer is from being equivariant under this renumbering."""
    renumbered_first = layer(features[order], order.argsort()[edges])
    layer_first = layer(features, edges)[order]
    return (renumbered_first - layer_first).max().item()
