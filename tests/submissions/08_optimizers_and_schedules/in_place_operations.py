# Writes the steps with PyTorch's in-place operations.

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
                velocity = state.setdefault("velocity", torch.zeros_like(parameter))
                velocity.mul_(beta).add_(parameter.grad)
                direction = parameter.grad + beta * velocity if group["nesterov"] else velocity
                parameter.add_(direction, alpha=-group["lr"])

# %% rmsprop
class RMSProp(torch.optim.Optimizer):
    """Gradient descent, each entry divided by the root of the running mean of its squares."""

    def __init__(self, params: Iterable, lr: float, alpha: float = 0.99, eps: float = 1e-8) -> None:
        super().__init__(params, {"lr": lr, "alpha": alpha, "eps": eps})

    @torch.no_grad()
    def step(self) -> None:
        """Take one step with every parameter that has a gradient."""
        for group in self.param_groups:
            alpha = group["alpha"]
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                square = state.setdefault("square", torch.zeros_like(parameter))
                square.mul_(alpha).addcmul_(parameter.grad, parameter.grad, value=1 - alpha)
                parameter.addcdiv_(parameter.grad, square.sqrt().add_(group["eps"]), value=-group["lr"])

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
        mean = state.setdefault("mean", torch.zeros_like(parameter)).lerp_(gradient, 1 - beta1)
        square = state["square"] = beta2 * state.get("square", 0) + (1 - beta2) * gradient**2
        root = (square / (1 - beta2**t)).sqrt()
        parameter -= group["lr"] * (mean / (1 - beta1**t)) / (root + group["eps"])
