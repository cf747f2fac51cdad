# Imports PyTorch's function under a name of its own.
#
# expect: linear_test 0
# says: which this task asks you to do without

# %% linear
from torch.nn.functional import linear as affine


class OurLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        bound = in_features**-0.5
        self.weight = nn.Parameter(torch.empty(out_features, in_features).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.empty(out_features).uniform_(-bound, bound)) if bias else None

    def forward(self, x):
        return affine(x, self.weight, self.bias)
