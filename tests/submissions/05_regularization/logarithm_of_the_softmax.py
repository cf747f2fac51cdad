# Takes the logarithm of a softmax, which is -inf where the softmax is 0.
#
# start from: _quick
# expect: smoothing_test 1.5
# says: not finite (nan or inf)

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    num_classes = logits.shape[1]
    target = F.one_hot(labels, num_classes) * (1 - smoothing) + smoothing / num_classes
    return -(target * logits.softmax(dim=1).log()).sum(dim=1).mean()
