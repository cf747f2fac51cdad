# Adds the losses of the samples up.
#
# start from: _quick
# expect: smoothing_test 0
# says: the mean over the batch

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    num_classes = logits.shape[1]
    target = F.one_hot(labels, num_classes) * (1 - smoothing) + smoothing / num_classes
    return -(target * logits.log_softmax(dim=1)).sum()
