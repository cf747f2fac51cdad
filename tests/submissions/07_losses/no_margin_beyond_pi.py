# Drops the margin where the angle exceeds pi.
#
# expect: arcface_test 8/5

# %% arcface_logits
def arcface_logits(features: Tensor, weights: Tensor, targets: Tensor, s: float, m: float) -> Tensor:
    """Return the logits, with the margin m added to the angle of each row's target."""
    cosines = F.normalize(features) @ F.normalize(weights).T
    angles = cosines.clamp(-1 + 1e-6, 1 - 1e-6).acos()
    harder = torch.where(angles + m <= math.pi, (angles + m).cos(), cosines)
    is_target = F.one_hot(targets, len(weights)).bool()
    return s * torch.where(is_target, harder, cosines)
