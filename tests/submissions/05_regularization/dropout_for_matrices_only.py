# Draws one number per row and column, so that only matrices can be dropped.
#
# start from: _quick
# expect: dropout_test 21/8

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if p < 0 or p >= 1:
            raise ValueError(f"p must be at least 0 and below 1, not {p}")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        rows, columns = x.shape
        return x * (torch.rand(rows, columns) >= self.p) / (1 - self.p)
