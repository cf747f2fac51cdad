# Spreads the share over the wrong classes only.
#
# start from: _quick
# expect: smoothing_test 0.5
# says: what exactly does the right class get?

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    num_classes = logits.shape[1]
    target = torch.full_like(logits, smoothing / (num_classes - 1))
    target[torch.arange(len(labels)), labels] = 1 - smoothing
    return -(target * logits.log_softmax(dim=1)).sum(dim=1).mean()
