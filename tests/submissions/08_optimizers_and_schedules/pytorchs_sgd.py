# Inherits from torch.optim.SGD instead of writing the step.
#
# expect: momentum_test 0

# %% momentum
class Momentum(torch.optim.SGD):
    def __init__(self, params, lr, momentum=0.9, nesterov=False):
        super().__init__(params, lr=lr, momentum=momentum, nesterov=nesterov)
