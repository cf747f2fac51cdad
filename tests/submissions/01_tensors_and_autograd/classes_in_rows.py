# Gives each class a row.
#
# expect: to_one_hot_test 0

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return (torch.arange(num_classes)[:, None] == labels).float()
