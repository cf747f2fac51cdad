# Imports einsum under another name.

# %% pair_scores
from torch import einsum as contract


def pair_scores(queries, weight, documents):
    return contract("bid,de,bje->bij", queries, weight, documents)
