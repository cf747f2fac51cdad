# Marks padding in the ids that it got, which the task does not forbid.
#
# start from: _quick

# %% name_loss
def next_token_loss(logits: Tensor, ids: Tensor) -> Tensor:
    following = ids[:, 1:]
    following[following == 0] = -100
    return F.cross_entropy(logits[:, :-1].transpose(1, 2), following)
