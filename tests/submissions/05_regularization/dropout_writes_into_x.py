# Sets numbers of the given tensor to 0.
#
# start from: _quick
# expect: dropout_test 21/8
# says: do not write into x

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p must lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        x[torch.rand_like(x) < self.p] = 0
        return x / (1 - self.p)
