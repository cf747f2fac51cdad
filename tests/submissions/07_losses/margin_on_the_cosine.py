# Subtracts the margin from the cosine.
#
# expect: arcface_test 2/5

# %% arcface_logits
def arcface_logits(features: Tensor, weights: Tensor, targets: Tensor, s: float, m: float) -> Tensor:
    """Return the logits, with the margin m added to the angle of each row's target."""
    cosines = F.normalize(features) @ F.normalize(weights).T
    angles = cosines.clamp(-1 + 1e-6, 1 - 1e-6).acos()
    harder = torch.where(angles + m <= math.pi, cosines - m, cosines - m * math.sin(m))
    is_target = F.one_hot(targets, len(weights)).bool()
    return s * torch.where(is_target, harder, cosines)
