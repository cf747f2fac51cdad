# Right: BCE as the log-sum-exp of 0 and the logit; ArcFace by the addition theorem.

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    return torch.logaddexp(logits, torch.zeros_like(logits)) - labels * logits

# %% arcface_logits
def arcface_logits(features: Tensor, weights: Tensor, targets: Tensor, s: float, m: float) -> Tensor:
    """Return the logits, with the margin m added to the angle of each row's target."""
    c = torch.einsum("nd,kd->nk", F.normalize(features), F.normalize(weights))
    sine = (1 - c * c).clamp(min=1e-12).sqrt()
    target_c, target_s = c.gather(1, targets[:, None]), sine.gather(1, targets[:, None])
    shifted = target_c * math.cos(m) - target_s * math.sin(m)
    shifted = torch.where(target_c >= math.cos(math.pi - m), shifted, target_c - m * math.sin(m))
    return s * c.scatter(1, targets[:, None], shifted)
