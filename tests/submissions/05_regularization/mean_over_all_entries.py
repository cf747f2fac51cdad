# Takes the mean over samples and classes, so that the loss is too small by the number of classes.
#
# start from: _quick
# expect: smoothing_test 0
# says: which is too small

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    num_classes = logits.shape[1]
    target = F.one_hot(labels, num_classes) * (1 - smoothing) + smoothing / num_classes
    return -(target * logits.log_softmax(dim=1)).mean()
