# Leaves the whole body to be trained.
#
# start from: _quick
# expect: with_new_head_test 0

# %% with_new_head
def with_new_head(model: nn.Module, num_classes: int) -> nn.Module:
    """Return a copy of the model with a frozen body and a fresh head."""
    copied = copy.deepcopy(model)
    copied.head = nn.Linear(model.head.in_features, num_classes)
    return copied
