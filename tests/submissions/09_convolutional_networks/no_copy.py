# Gives the model itself another head.
#
# start from: _quick
# expect: with_new_head_test 0.5

# %% with_new_head
def with_new_head(model: nn.Module, num_classes: int) -> nn.Module:
    """Return a copy of the model with a frozen body and a fresh head."""
    copied = model
    copied.body.requires_grad_(False)
    copied.head = nn.Linear(model.head.in_features, num_classes)
    return copied
