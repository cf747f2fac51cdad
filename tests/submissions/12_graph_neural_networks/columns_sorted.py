# Sorts the columns.
#
# start from: _quick
# expect: renumbering_test 2.4

# %% renumbering
def renumber(features: Tensor, edges: Tensor, order: Tensor) -> tuple[Tensor, Tensor]:
    """Return the graph whose node i is the old node order[i]."""
    return features[order], order.argsort()[edges].unique(dim=1)


def numbering_gap(layer, features: Tensor, edges: Tensor, order: Tensor) -> float:
    """Return how far a layer is from being equivariant under this renumbering."""
    renumbered_first = layer(features[order], order.argsort()[edges])
    layer_first = layer(features, edges)[order]
    return (renumbered_first - layer_first).abs().max().item()
