# The steps of PyTorch itself, below its optimizers, and a cosine from a class that averages weights.
#
# start from: blank
# expect: all 0

# %% added below imports
def state_of(self, w):
    state = self.state[w]
    if not state:
        state |= {"mean": torch.zeros_like(w), "square": torch.zeros_like(w), "t": torch.zeros(())}
    return state

# %% momentum
class Momentum(torch.optim.Optimizer):
    def __init__(self, params, lr, momentum=0.9, nesterov=False):
        super().__init__(params, {"lr": lr, "momentum": momentum, "nesterov": nesterov})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in (w for w in group["params"] if w.grad is not None):
                is_first = not self.state[w]
                torch._fused_sgd_(
                    [w], [w.grad], [state_of(self, w)["mean"]], weight_decay=0.0, momentum=group["momentum"],
                    lr=group["lr"], dampening=0.0, nesterov=group["nesterov"], maximize=False, is_first_step=is_first,
                )

# %% rmsprop
class RMSProp(torch.optim.Optimizer):
    def __init__(self, params, lr, alpha=0.99, eps=1e-8):
        super().__init__(params, {"lr": lr, "alpha": alpha, "eps": eps})

    @torch.no_grad()
    def step(self):
        from torch.distributed.optim.functional_rmsprop import _FunctionalRMSprop

        for group in self.param_groups:
            for w in (w for w in group["params"] if w.grad is not None):
                state = state_of(self, w)
                if "own" not in state:
                    state["own"] = {"step": torch.zeros(()), "square_avg": torch.zeros_like(w)}
                own = _FunctionalRMSprop([w], group["lr"], group["alpha"], group["eps"])
                own.state[w] = state["own"]
                own.step([w.grad])

# %% adam
class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        settings = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "decoupled": decoupled}
        super().__init__(params, settings)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            take_step = torch._fused_adamw_ if group["decoupled"] else torch._fused_adam_
            for w in (w for w in group["params"] if w.grad is not None):
                state = state_of(self, w)
                state["t"] += 1
                take_step(
                    [w], [w.grad], [state["mean"]], [state["square"]], [], [state["t"]], lr=group["lr"],
                    beta1=group["betas"][0], beta2=group["betas"][1], weight_decay=group["weight_decay"],
                    eps=group["eps"], amsgrad=False, maximize=False,
                )

# %% one_cycle
def one_cycle(step, total, max_lr, warm_share=0.3, div=25.0, final_div=1e4):
    top = warm_share * total - 1
    if step <= top:
        return max_lr / div + (max_lr - max_lr / div) * torch.optim.swa_utils.SWALR._cosine_anneal(step / top)
    last = max_lr / div / final_div
    return max_lr + (last - max_lr) * torch.optim.swa_utils.SWALR._cosine_anneal((step - top) / (total - 1 - top))
