# Calls PyTorch's loss as a module under another name.
#
# expect: bce_test 0

# %% added above bce_with_logits
from torch.nn import BCEWithLogitsLoss as Surprise

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    return Surprise(reduction="none")(logits, labels)
