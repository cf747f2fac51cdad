# Races with Adam's default rate.
#
# expect: race_test 0

# %% racing
def make_optimizer(model: nn.Module) -> torch.optim.Optimizer:
    """Return the optimizer for the race."""
    return torch.optim.Adam(model.parameters(), lr=1e-3)


def make_schedule(optimizer: torch.optim.Optimizer) -> torch.optim.lr_scheduler.LRScheduler:
    """Return the schedule for the race."""
    return torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1.0)
