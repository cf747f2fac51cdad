# Hides torch.optim.SGD behind an alias.
#
# expect: momentum_test 0

# %% added above momentum
from torch.optim import SGD as Rolling

# %% momentum
class Momentum(Rolling):
    def __init__(self, params, lr, momentum=0.9, nesterov=False):
        super().__init__(params, lr=lr, momentum=momentum, nesterov=nesterov)
