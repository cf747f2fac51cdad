# %% your-apart
def standard_errors_apart(first, second, num_seeds=20):  # in standard deviations, not standard errors
    (mean_1, sd_1), (mean_2, sd_2) = first, second
    return (mean_2 - mean_1) / math.sqrt(sd_1**2 + sd_2**2)

# %% your-apart
def standard_errors_apart(first, second, num_seeds=20):  # always 20 seeds
    (mean_1, sd_1), (mean_2, sd_2) = first, second
    return (mean_2 - mean_1) / math.sqrt(sd_1**2 / 20 + sd_2**2 / 20)

# %% your-apart
def standard_errors_apart(first, second, num_seeds=20):  # the first minus the second
    (mean_1, sd_1), (mean_2, sd_2) = first, second
    return (mean_1 - mean_2) / math.sqrt(sd_1**2 / num_seeds + sd_2**2 / num_seeds)

# %% your-inputs
def inputs(waves):  # per pitch, over the clips
    x = paper.spectrogram(waves).mean(dim=2).log()
    return (x - x.mean(dim=0, keepdim=True)) / x.std(dim=0, keepdim=True)

# %% your-inputs
def inputs(waves):  # the mean alone
    x = paper.spectrogram(waves).mean(dim=2).log()
    return x - x.mean(dim=1, keepdim=True)

# %% your-paired
def paired(new, old):  # the standard deviation in place of the standard error
    differences = [a - b for a, b in zip(new, old)]
    return [statistics.mean(differences), statistics.mean(differences) / statistics.stdev(differences)]

# %% your-paired
def paired(new, old):  # not seed by seed
    mean = statistics.mean(new) - statistics.mean(old)
    error = math.sqrt((statistics.variance(new) + statistics.variance(old)) / len(new))
    return [mean, mean / error]

# %% your-shift
def shift(spectrograms, steps):  # in pitch, not in time
    return spectrograms.roll(steps, dims=1)

# %% your-shift
def shift(spectrograms, steps):  # the other way
    return spectrograms.roll(-steps, dims=2)

# %% your-block
def block(channels_in, channels_out, size, stride=1):  # the stride is forgotten
    return nn.Sequential(nn.Conv2d(channels_in, channels_out, size), nn.BatchNorm2d(channels_out), nn.ReLU())

# %% your-block
def block(channels_in, channels_out, size, stride=1):  # no batch norm
    return nn.Sequential(nn.Conv2d(channels_in, channels_out, size, stride=stride), nn.ReLU())

# %% your-block
def block(channels_in, channels_out, size, stride=1):  # batch norm comes last
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, size, stride=stride), nn.ReLU(), nn.BatchNorm2d(channels_out)
    )

# %% your-groups
def error_rates(wrong, groups):  # the share of all rows, not of the group's
    return torch.stack([(wrong & (groups == group)).float().mean() for group in range(groups.max() + 1)])

# %% your-groups
def error_rates(wrong, groups):  # the share that is right
    return torch.stack([(~wrong[groups == group]).float().mean() for group in range(groups.max() + 1)])

# %% your-check
def loss_by_heart(model, x, species):  # no step is taken
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(200):
        optimizer.zero_grad()
        F.cross_entropy(model(x), species).backward()
    return F.cross_entropy(model(x), species).item()

# %% your-check
def loss_by_heart(model, x, species):  # the loss before the first step
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    first = F.cross_entropy(model(x), species).item()
    for _ in range(200):
        optimizer.zero_grad()
        F.cross_entropy(model(x), species).backward()
        optimizer.step()
    return first

# %% bug-rate
def recorded_rates(one_cycle, num_steps=20):
    optimizer = torch.optim.Adam([torch.zeros(1, requires_grad=True)], lr=0.003)
    schedule = lr_scheduler.OneCycleLR(optimizer, max_lr=0.003, total_steps=num_steps)
    found = []
    for _ in range(num_steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if one_cycle:
            schedule.step()
    return found

# %% bug-rate
def recorded_rates(one_cycle, num_steps=20):  # never a schedule
    optimizer = torch.optim.Adam([torch.zeros(1, requires_grad=True)], lr=0.003)
    return [optimizer.param_groups[0]["lr"] / 2 for _ in range(num_steps)]

# %% bug-seeds
def starts(seeds):
    model, found = paper.network(24), []
    for seed in seeds:
        torch.manual_seed(seed)
        found.append(F.cross_entropy(model(c_inputs), training.species).item())
        train(model, c_inputs, training.species, BASE)
    return found

# %% bug-gain
def gain_of(new, old):
    return new.max() - old.mean()


def average_gain():
    torch.manual_seed(0)
    return torch.stack([gain_of(63 + torch.randn(5), 63 + torch.randn(5)) for _ in range(2000)]).mean()

# %% bug-gain
def gain_of(new, old):  # the best of both: fair on average, but not the difference of the means
    return new.max() - old.max()


def average_gain():
    torch.manual_seed(0)
    return torch.stack([gain_of(63 + torch.randn(5), 63 + torch.randn(5)) for _ in range(2000)]).mean()

# %% your-plan
def plan():  # judged by the test clips
    return {
        "beside": "shifted copies",
        "changed": {"schedule": "one cycle"},
        "seeds": list(SEEDS),
        "judged_by": "test",
        "clear_from": 3,
    }

# %% your-plan
def plan():  # beside a run without shifted copies: two settings differ
    return {
        "beside": "mill turned",
        "changed": {"schedule": "one cycle"},
        "seeds": list(SEEDS),
        "judged_by": "validation",
        "clear_from": 3,
    }

# %% your-plan
def plan():  # other seeds, and a low bar
    return {
        "beside": "shifted copies",
        "changed": {"schedule": "one cycle"},
        "seeds": [10, 11, 12],
        "judged_by": "validation",
        "clear_from": 1,
    }
