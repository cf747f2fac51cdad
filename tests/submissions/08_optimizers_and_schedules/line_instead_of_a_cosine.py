# Falls along a straight line.
#
# expect: warmup_cosine_test 1/4

# %% warmup_cosine
def warmup_cosine(step: int, warmup: int, total: int) -> float:
    """Return the factor of the learning rate in a step: a linear warm-up, then half a cosine down to 0."""
    if step < warmup:
        return (step + 1) / warmup
    progress = min(1.0, (step - warmup) / (total - warmup))
    return 1 - progress
