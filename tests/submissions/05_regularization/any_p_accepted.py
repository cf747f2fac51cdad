# Builds the module for any p, so that p = 1 divides by 0.
#
# start from: _quick
# expect: dropout_test 21/8
# says: expected ValueError, but nothing was raised

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand_like(x) >= self.p) / (1 - self.p)
