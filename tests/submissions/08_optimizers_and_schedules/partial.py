# Only the first two tasks and the blocks are answered.
#
# start from: blank
# expect: all 0
# expect: momentum_test 3
# expect: rmsprop_test 2
# expect: block_descent_test 2

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
                parameter -= group["lr"] * direction

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
                square = alpha * state.get("square", torch.zeros_like(parameter)) + (1 - alpha) * parameter.grad**2
                state["square"] = square
                parameter -= group["lr"] * parameter.grad / (square.sqrt() + group["eps"])

# %% block_descent
def block_descent(A: Tensor, b: Tensor, blocks: list[list[int]], num_sweeps: int) -> Tensor:
    """Return x (d,) after some sweeps of block coordinate descent on |A x - b|², for A (n, d) and b (n,)."""
    x = torch.zeros(A.shape[1], dtype=A.dtype)
    for _ in range(num_sweeps):
        for block in blocks:
            rest = b - A @ x + A[:, block] @ x[block]
            x[block] = torch.linalg.lstsq(A[:, block], rest[:, None]).solution[:, 0]
    return x
