# Draws one mask and uses it for every row of the batch.
#
# start from: _quick
# expect: dropout_test 21/8
# says: at key 'other numbers in each row'

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
        return x * (torch.rand(x.shape[-1]) >= self.p) / (1 - self.p)
