# Makes as many columns as the largest label needs.
#
# expect: to_one_hot_test 2/3
# says: not the largest label

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return torch.eye(int(labels.max()) + 1)[labels]
