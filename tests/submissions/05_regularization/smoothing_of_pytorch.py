# Uses the argument that the task asks to do without.
#
# start from: _quick
# expect: smoothing_test 0
# says: uses 'label_smoothing'

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    return nn.CrossEntropyLoss(label_smoothing=smoothing)(logits, labels)
