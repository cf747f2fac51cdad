# Wrong answers to the exercises of lesson 08.

# %% your-gradient
def line_gradient(parameters, rows=slice(None)):
    a, b = parameters
    residual = a * x[rows] + b - y[rows]
    return torch.stack([(residual * x[rows]).mean(), residual.mean()])  # half of it

# %% your-nesterov
def nesterov(lr, beta=0.9):
    def rule(w, g, state):
        state["v"] = beta * state.get("v", 0) + g
        return w - lr * state["v"]  # plain momentum

    return rule

# %% your-nesterov
def nesterov(lr, beta=0.9):
    def rule(w, g, state):
        state["v"] = beta * (beta * state.get("v", 0) + g) + g  # looks ahead in the velocity itself
        return w - lr * state["v"]

    return rule

# %% your-rmsprop
def rmsprop(lr, alpha=0.99, eps=1e-8):
    def rule(w, g, state):
        state["mean"] = alpha * state.get("mean", 0) + g**2  # forgets 1 - alpha
        return w - lr * g / (state["mean"].sqrt() + eps)

    return rule

# %% your-adamw
def adamw(lr, weight_decay=0.1):
    adam_rule = adam(lr)

    def rule(w, g, state):
        return adam_rule(w, g + weight_decay * w, state)  # decay in the gradient: Adam's, not AdamW's

    return rule

# %% your-best
def best_rate(losses_by_rate):
    return min(losses_by_rate, key=lambda lr: min(losses_by_rate[lr]))  # the luckiest seed

# %% your-schedule
def linear_decay(step, total=100):
    return 1 - step / total  # goes below zero

# %% your-block
def best_slope(b, x):
    return (x * (y - b)).sum() / (x * x).sum()


def best_intercept(a, x):
    return y.mean()  # forgets the slope


# %% bug-scheduler
def epoch_rates(num_epochs=10, batches=20):
    optimizer = optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.3)
    scheduler, rates = sched.CosineAnnealingLR(optimizer, T_max=num_epochs), []
    for _ in range(num_epochs):
        optimizer.step()
        scheduler.step()
        rates.append(optimizer.param_groups[0]["lr"])  # the rate of the next epoch
    return rates

# %% bug-optimizer
def moved():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    model[2] = nn.Linear(32, 5)
    optimizer = optim.SGD(model[2].parameters(), lr=0.1)  # the new layer alone
    before = [parameter.detach().clone() for parameter in model.parameters()]
    F.cross_entropy(model(images[:50]), labels[:50] % 5).backward()
    optimizer.step()
    return [not torch.equal(old, new) for old, new in zip(before, model.parameters(), strict=True)]


# %% bug-zero
def five_steps():
    w = torch.tensor([-4.0, 1.0], requires_grad=True)
    optimizer = optim.SGD([w], lr=0.01)
    for _ in range(5):
        loss = ravine(w)
        loss.backward()  # gradients pile up
        optimizer.step()
    return w


# %% bug-resume
def run(w, optimizer, num_steps):
    for _ in range(num_steps):
        optimizer.zero_grad()
        ravine(w).backward()
        optimizer.step()
    return w.detach().clone()


def interrupted():
    w = torch.tensor([-4.0, 1.0], requires_grad=True)
    optimizer = optim.SGD([w], lr=0.02, momentum=0.9)
    run(w, optimizer, 10)
    again = torch.tensor([-4.0, 1.0]).requires_grad_()  # the state without the weights
    resumed = optim.SGD([again], lr=0.02, momentum=0.9)
    resumed.load_state_dict(optimizer.state_dict())
    return run(again, resumed, 10)
