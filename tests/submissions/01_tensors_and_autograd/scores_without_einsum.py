# Uses matrix products where einsum was asked for.
#
# expect: pair_scores_test 2/3
# says: does not use 'einsum'

# %% pair_scores
def pair_scores(queries, weight, documents):
    return queries @ weight @ documents.transpose(1, 2)
