# Races with AdamW and a cosine, from an alias.

# %% racing
import torch.optim.lr_scheduler as schedules


def make_optimizer(model: nn.Module):
    groups = [{"params": model.parameters(), "lr": 0.02}]
    return torch.optim.AdamW(groups)


def make_schedule(optimizer):
    return schedules.CosineAnnealingLR(optimizer, T_max=100)
