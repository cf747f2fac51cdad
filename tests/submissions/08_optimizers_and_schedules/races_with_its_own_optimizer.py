# Races with its own Momentum and a schedule of its own.

# %% racing
from functools import partial


def make_optimizer(model):
    return Momentum(model.parameters(), lr=0.15, nesterov=True)


def make_schedule(optimizer):
    return torch.optim.lr_scheduler.LambdaLR(optimizer, partial(warmup_cosine, warmup=5, total=101))
