# Begins the warm-up with a rate of zero.
#
# expect: warmup_cosine_test 3/4

# %% warmup_cosine
def warmup_cosine(step: int, warmup: int, total: int) -> float:
    """Return the factor of the learning rate in a step: a linear warm-up, then half a cosine down to 0."""
    if step < warmup:
        return step / warmup
    progress = min(1.0, (step - warmup) / (total - warmup))
    return 0.5 * (1 + math.cos(math.pi * progress))
