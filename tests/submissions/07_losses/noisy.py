# Right, and prints, warns and draws progress bars on the way.

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    import warnings

    warnings.warn("a loss")
    print("logits", logits.shape)
    return F.softplus(logits) - labels * logits

# %% wing
def wing(errors: Tensor, w: float, epsilon: float) -> Tensor:
    """Return the wing loss of each error."""
    from tqdm import tqdm

    list(tqdm(range(3)))
    size = errors.abs()
    constant = w - w * math.log(1 + w / epsilon)
    return torch.where(size < w, w * torch.log1p(size / epsilon), size - constant)
