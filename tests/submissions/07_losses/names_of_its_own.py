# Right: its own variables and helpers have the names of PyTorch's losses.

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    cross_entropy = logits.clamp(min=0) - labels * logits
    nll_loss = torch.log1p(torch.exp(-logits.abs()))
    return cross_entropy + nll_loss

# %% softmax_loss
def softmax_loss(logits: Tensor, targets: Tensor, class_weights: Tensor, ignore_index: int = -100) -> Tensor:
    """Return the weighted mean cross-entropy of the rows that count."""
    def logsumexp(z):
        top = z.amax(dim=1)
        return top + (z - top[:, None]).exp().sum(dim=1).log()

    keep = (targets != ignore_index).nonzero()[:, 0]
    cross_entropy = logsumexp(logits[keep]) - logits[keep, targets[keep]]
    weight = class_weights[targets[keep]]
    return torch.dot(weight / weight.sum(), cross_entropy)

# %% huber
def huber(errors: Tensor, delta: float) -> Tensor:
    """Return Huber's loss of each error."""
    huber_loss = errors.abs().clamp(max=delta)
    return huber_loss * (errors.abs() - 0.5 * huber_loss)
