# Returns a number without a gradient.
#
# start from: _quick
# expect: name_loss_test 0.6667

# %% name_loss
def next_token_loss(logits: Tensor, ids: Tensor) -> Tensor:
    """Return the mean cross-entropy of the next tokens, without padding."""
    return F.cross_entropy(logits[:, :-1].flatten(0, 1), ids[:, 1:].flatten(), ignore_index=0).detach()
