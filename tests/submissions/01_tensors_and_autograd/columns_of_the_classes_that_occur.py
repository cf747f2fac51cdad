# Makes a column only for each class that occurs.
#
# expect: to_one_hot_test 2/3

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return (labels[:, None] == labels.unique()).float()
