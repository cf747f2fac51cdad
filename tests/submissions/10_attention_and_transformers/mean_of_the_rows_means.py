# Averages each name first, then the names.
#
# start from: _quick
# expect: name_loss_test 0.3333

# %% name_loss
def next_token_loss(logits: Tensor, ids: Tensor) -> Tensor:
    """Return the mean cross-entropy of the next tokens, without padding."""
    each = F.cross_entropy(logits[:, :-1].transpose(1, 2), ids[:, 1:], reduction="none", ignore_index=0)
    return (each.sum(dim=1) / (ids[:, 1:] != 0).sum(dim=1)).mean()
