# Multiplies with torch.mm, which takes tables and nothing else.
#
# expect: linear_test 5/6
# says: whatever stands in front of it

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
        out = torch.mm(x, self.weight.t())
        if self.bias is not None:
            out = out + self.bias
        return out
