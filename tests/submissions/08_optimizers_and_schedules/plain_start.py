# Races with plain SGD at a tenth and a constant rate.
#
# expect: race_test 0

# %% racing
def make_optimizer(model: nn.Module) -> torch.optim.Optimizer:
    """Return the optimizer for the race."""
    return torch.optim.SGD(model.parameters(), lr=0.1)


def make_schedule(optimizer: torch.optim.Optimizer) -> torch.optim.lr_scheduler.LRScheduler:
    """Return the schedule for the race."""
    return torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1.0)
