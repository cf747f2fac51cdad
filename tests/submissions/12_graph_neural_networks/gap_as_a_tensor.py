# Returns the gap as a tensor.
#
# start from: _quick
# expect: renumbering_test 12/5

# %% renumbering
def renumber(features, edges, order):
    return features[order], order.argsort()[edges]
def numbering_gap(layer, features, edges, order):
    return (layer(*renumber(features, edges, order)) - layer(features, edges)[order]).abs().max()
