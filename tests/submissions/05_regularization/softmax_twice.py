# Hands probabilities to a function that applies a softmax itself.
#
# start from: _quick
# expect: smoothing_test 0
# says: logits in, one softmax, the mean over the batch

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    num_classes = logits.shape[1]
    target = F.one_hot(labels, num_classes) * (1 - smoothing) + smoothing / num_classes
    return F.cross_entropy(logits.softmax(dim=1), target)
