# Loses the batch: its letter does not stand behind the arrow.
#
# expect: pair_scores_test 0
# says: expected shape (2, 4, 6), found shape (4, 6)

# %% pair_scores
def pair_scores(queries, weight, documents):
    return torch.einsum("bik,kl,bjl->ij", queries, weight, documents)
