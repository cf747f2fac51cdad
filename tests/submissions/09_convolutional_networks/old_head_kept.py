# Keeps the old head, and only asks it to be trained.
#
# start from: _quick
# expect: with_new_head_test 0

# %% with_new_head
def with_new_head(model: nn.Module, num_classes: int) -> nn.Module:
    """Return a copy of the model with a frozen body and a fresh head."""
    copied = copy.deepcopy(model)
    copied.body.requires_grad_(False)
    return copied
