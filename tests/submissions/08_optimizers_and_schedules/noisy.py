# Right, and prints, warns and draws progress bars on the way.

# %% momentum
class Momentum(torch.optim.Optimizer):
    """Gradient descent with momentum, or with Nesterov's version of it."""

    def __init__(self, params: Iterable, lr: float, momentum: float = 0.9, nesterov: bool = False) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "nesterov": nesterov})

    @torch.no_grad()
    def step(self) -> None:
        """Take one step with every parameter that has a gradient."""
        import warnings

        warnings.warn("a step")
        print("step", len(self.param_groups))
        for group in self.param_groups:
            beta = group["momentum"]
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                velocity = beta * state.get("velocity", torch.zeros_like(parameter)) + parameter.grad
                state["velocity"] = velocity
                direction = parameter.grad + beta * velocity if group["nesterov"] else velocity
                parameter -= group["lr"] * direction

# %% warmup_cosine
def warmup_cosine(step: int, warmup: int, total: int) -> float:
    """Return the factor of the learning rate in a step: a linear warm-up, then half a cosine down to 0."""
    from tqdm import tqdm

    list(tqdm(range(3)))
    if step < warmup:
        return (step + 1) / warmup
    progress = min(1.0, (step - warmup) / (total - warmup))
    return 0.5 * (1 + math.cos(math.pi * progress))
