# Drops in evaluation mode too.
#
# start from: _quick
# expect: dropout_test 21/8
# says: after training nothing is dropped, and nothing is scaled

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p must lie in [0, 1)")
        self.p = p

    def forward(self, x):
        return x * (torch.rand_like(x) >= self.p) / (1 - self.p)
