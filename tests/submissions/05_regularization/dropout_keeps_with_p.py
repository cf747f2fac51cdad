# Keeps with probability p what should be dropped with probability p.
#
# start from: _quick
# expect: dropout_test 9/4
# says: is p the share to drop, or to keep?

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
        return x * torch.bernoulli(torch.full_like(x, self.p)) / (1 - self.p)
