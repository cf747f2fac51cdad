# Compares the logits with the id at the same place.
#
# start from: _quick
# expect: name_loss_test 0

# %% name_loss
def next_token_loss(logits: Tensor, ids: Tensor) -> Tensor:
    """Return the mean cross-entropy of the next tokens, without padding."""
    return F.cross_entropy(logits.flatten(0, 1), ids.flatten(), ignore_index=0)
