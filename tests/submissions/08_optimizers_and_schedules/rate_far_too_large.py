# Races with a rate that throws the weights away.
#
# expect: race_test 0

# %% racing
def make_optimizer(model: nn.Module) -> torch.optim.Optimizer:
    """Return the optimizer for the race."""
    return torch.optim.Adam(model.parameters(), lr=3.0)


def make_schedule(optimizer: torch.optim.Optimizer) -> torch.optim.lr_scheduler.LRScheduler:
    """Return the schedule for the race."""
    return torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=3.0, total_steps=101)
