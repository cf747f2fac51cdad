# Swaps the letters of the weight.
#
# expect: pair_scores_test 0
# says: read the formula letter by letter

# %% pair_scores
def pair_scores(queries, weight, documents):
    return torch.einsum("bik,lk,bjl->bij", queries, weight, documents)
