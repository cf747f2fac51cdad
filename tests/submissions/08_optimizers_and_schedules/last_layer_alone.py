# Gives the optimizer the last layer alone.
#
# expect: race_test 0

# %% racing
def make_optimizer(model: nn.Module) -> torch.optim.Optimizer:
    """Return the optimizer for the race."""
    return torch.optim.Adam(model[-1].parameters(), lr=0.02)


def make_schedule(optimizer: torch.optim.Optimizer) -> torch.optim.lr_scheduler.LRScheduler:
    """Return the schedule for the race."""
    return torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.02, total_steps=101)
