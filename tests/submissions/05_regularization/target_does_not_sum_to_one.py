# Overwrites the right class's share instead of adding to it.
#
# start from: _quick
# expect: smoothing_test 0.5
# says: does it sum to 1

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    target = torch.full_like(logits, smoothing / logits.shape[1])
    target[torch.arange(len(labels)), labels] = 1 - smoothing
    return -(target * logits.log_softmax(dim=1)).sum(dim=1).mean()
