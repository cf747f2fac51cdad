# Refuses p = 0, which is allowed.
#
# start from: _quick
# expect: dropout_test 21/8
# says: p may be 0

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 < p < 1:
            raise ValueError("p must lie between 0 and 1")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand_like(x) >= self.p) / (1 - self.p)
