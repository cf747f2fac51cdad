# Refuses only a p of 1 or more.
#
# start from: _quick
# expect: dropout_test 21/8

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if p >= 1:
            raise ValueError("p must be below 1")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand(x.shape) >= self.p) / (1 - self.p)
