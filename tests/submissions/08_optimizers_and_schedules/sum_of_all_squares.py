# Adds the squares up without forgetting: AdaGrad.
#
# expect: rmsprop_test 0

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
                square = state.get("square", torch.zeros_like(parameter)) + parameter.grad**2
                state["square"] = square
                parameter -= group["lr"] * parameter.grad / (square.sqrt() + group["eps"])
