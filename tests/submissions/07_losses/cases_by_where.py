# Right: the focal loss case by case, and Huber as a sum of two pieces.

# %% focal
def focal(logits: Tensor, labels: Tensor, gamma: float, alpha: float) -> Tensor:
    """Return the focal loss of each logit; the labels are 0.0 and 1.0."""
    log_p, log_q = F.logsigmoid(logits), F.logsigmoid(-logits)
    p = logits.sigmoid()
    for_one = -alpha * (1 - p).pow(gamma) * log_p
    for_zero = -(1 - alpha) * p.pow(gamma) * log_q
    return torch.where(labels > 0.5, for_one, for_zero)

# %% huber
def huber(errors: Tensor, delta: float) -> Tensor:
    """Return Huber's loss of each error."""
    quadratic = torch.minimum(errors.abs(), torch.tensor(delta))
    return 0.5 * quadratic**2 + delta * (errors.abs() - quadratic)
