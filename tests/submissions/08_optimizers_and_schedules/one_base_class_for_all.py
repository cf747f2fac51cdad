# Writes the loop over groups once, in a base class of its own.

# %% added above momentum
class Rule(torch.optim.Optimizer):
    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    self.move(parameter, parameter.grad, self.state[parameter], group)

# %% momentum
class Momentum(Rule):
    def __init__(self, params, lr, momentum=0.9, nesterov=False):
        super().__init__(params, dict(lr=lr, momentum=momentum, nesterov=nesterov))

    def move(self, w, g, state, group):
        v = state["v"] = group["momentum"] * state.get("v", 0.0) + g
        w -= group["lr"] * (g + group["momentum"] * v if group["nesterov"] else v)

# %% rmsprop
class RMSProp(Rule):
    def __init__(self, params, lr, alpha=0.99, eps=1e-8):
        super().__init__(params, dict(lr=lr, alpha=alpha, eps=eps))

    def move(self, w, g, state, group):
        s = state["s"] = group["alpha"] * state.get("s", 0.0) + (1 - group["alpha"]) * g.square()
        w -= group["lr"] * g / (s.sqrt() + group["eps"])

# %% adam
class Adam(Rule):
    def __init__(self, params, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        defaults = dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, decoupled=decoupled)
        super().__init__(params, defaults)

    def move(self, w, g, state, group):
        if group["decoupled"]:
            w.mul_(1 - group["lr"] * group["weight_decay"])
        else:
            g = g + group["weight_decay"] * w
        state["t"] = state.get("t", 0) + 1
        averages = []
        for key, beta, new in (("m", group["betas"][0], g), ("s", group["betas"][1], g * g)):
            state[key] = beta * state.get(key, 0.0) + (1 - beta) * new
            averages.append(state[key] / (1 - beta ** state["t"]))
        w -= group["lr"] * averages[0] / (averages[1] ** 0.5 + group["eps"])
