# Takes the step with the function behind PyTorch's Adam.
#
# expect: adam_test 0
# expect: decay_test 0

# %% adam
from torch.optim.adam import adam as take_step


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        settings = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "decoupled": decoupled}
        super().__init__(params, settings)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in group["params"]:
                if w.grad is None:
                    continue
                state = self.state[w]
                if not state:
                    state |= {"mean": torch.zeros_like(w), "square": torch.zeros_like(w), "t": torch.tensor(0.0)}
                take_step(
                    [w],
                    [w.grad],
                    [state["mean"]],
                    [state["square"]],
                    [],
                    [state["t"]],
                    decoupled_weight_decay=group["decoupled"],
                    amsgrad=False,
                    beta1=group["betas"][0],
                    beta2=group["betas"][1],
                    lr=group["lr"],
                    weight_decay=group["weight_decay"],
                    eps=group["eps"],
                    maximize=False,
                )
