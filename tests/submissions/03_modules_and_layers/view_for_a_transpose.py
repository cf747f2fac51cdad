# Turns the weight round with view, which keeps the numbers in their old order.
#
# expect: linear_test 1/3
# says: a transpose is not a view

# %% linear
class OurLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        bound = 1 / in_features**0.5
        self.weight = nn.Parameter(torch.empty(out_features, in_features).uniform_(-bound, bound))
        if bias:
            self.bias = nn.Parameter(torch.empty(out_features).uniform_(-bound, bound))
        else:
            self.bias = None

    def forward(self, x):
        out = x @ self.weight.view(self.weight.shape[1], self.weight.shape[0])
        if self.bias is not None:
            out = out + self.bias
        return out
