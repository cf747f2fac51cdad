# Calls its own helpers and variables sgd, adam and OneCycleLR.

# %% added above momentum
def sgd(parameter, step, lr):
    parameter -= lr * step


def adam(mean, square, beta1, beta2, t):
    return mean / (1 - beta1**t), square / (1 - beta2**t)

# %% momentum
class Momentum(torch.optim.Optimizer):
    """Gradient descent with momentum, or with Nesterov's version of it."""

    def __init__(self, params: Iterable, lr: float, momentum: float = 0.9, nesterov: bool = False) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "nesterov": nesterov})

    @torch.no_grad()
    def step(self) -> None:
        """Take one step with every parameter that has a gradient."""
        for group in self.param_groups:
            beta = group["momentum"]
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                velocity = beta * state.get("velocity", torch.zeros_like(parameter)) + parameter.grad
                state["velocity"] = velocity
                direction = parameter.grad + beta * velocity if group["nesterov"] else velocity
                sgd(parameter, direction, group["lr"])

# %% adam
class Adam(torch.optim.Optimizer):
    """Adam, with weight decay in the gradient or, if `decoupled`, in the weight itself (AdamW)."""

    def __init__(
        self,
        params: Iterable,
        lr: float,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        decoupled: bool = False,
    ) -> None:
        settings = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "decoupled": decoupled}
        super().__init__(params, settings)

    @torch.no_grad()
    def step(self) -> None:
        """Take one step with every parameter that has a gradient."""
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    self._move(parameter, group)

    def _move(self, parameter: Tensor, group: dict) -> None:
        beta1, beta2 = group["betas"]
        gradient = parameter.grad
        if group["decoupled"]:
            parameter *= 1 - group["lr"] * group["weight_decay"]
        else:
            gradient = gradient + group["weight_decay"] * parameter
        state = self.state[parameter]
        t = state["t"] = state.get("t", 0) + 1
        mean = state["mean"] = beta1 * state.get("mean", 0) + (1 - beta1) * gradient
        square = state["square"] = beta2 * state.get("square", 0) + (1 - beta2) * gradient**2
        mean, square = adam(mean, square, beta1, beta2, t)
        AdamW = mean / (square.sqrt() + group["eps"])
        sgd(parameter, AdamW, group["lr"])

# %% one_cycle
def one_cycle(
    step: int, total: int, max_lr: float, warm_share: float = 0.3, div: float = 25.0, final_div: float = 1e4
) -> float:
    """Return the learning rate in a step from 0 to total - 1: up to max_lr, then down to nearly nothing."""
    SGD, OneCycleLR, top = max_lr / div, max_lr / div / final_div, warm_share * total - 1
    if step <= top:
        start, end, share = SGD, max_lr, step / top
    else:
        start, end, share = max_lr, OneCycleLR, (step - top) / (total - 1 - top)
    return end + 0.5 * (start - end) * (1 + math.cos(math.pi * share))
