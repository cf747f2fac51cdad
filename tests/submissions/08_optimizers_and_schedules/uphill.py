# Adds the step instead of subtracting it.
#
# expect: momentum_test 0

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
                parameter += group["lr"] * direction
