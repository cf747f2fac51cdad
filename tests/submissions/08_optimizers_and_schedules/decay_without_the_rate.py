# Shrinks the weights by the decay alone.
#
# expect: decay_test 1

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
            parameter *= 1 - group["weight_decay"]
        else:
            gradient = gradient + group["weight_decay"] * parameter
        state = self.state[parameter]
        t = state["t"] = state.get("t", 0) + 1
        mean = state["mean"] = beta1 * state.get("mean", 0) + (1 - beta1) * gradient
        square = state["square"] = beta2 * state.get("square", 0) + (1 - beta2) * gradient**2
        root = (square / (1 - beta2**t)).sqrt()
        parameter -= group["lr"] * (mean / (1 - beta1**t)) / (root + group["eps"])
