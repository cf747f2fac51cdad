# Rounds the top to a whole step.
#
# expect: one_cycle_test 3/2

# %% one_cycle
def one_cycle(
    step: int, total: int, max_lr: float, warm_share: float = 0.3, div: float = 25.0, final_div: float = 1e4
) -> float:
    """Return the learning rate in a step from 0 to total - 1: up to max_lr, then down to nearly nothing."""
    first, last, top = max_lr / div, max_lr / div / final_div, round(warm_share * total - 1)
    if step <= top:
        start, end, share = first, max_lr, step / top
    else:
        start, end, share = max_lr, last, (step - top) / (total - 1 - top)
    return end + 0.5 * (start - end) * (1 + math.cos(math.pi * share))
