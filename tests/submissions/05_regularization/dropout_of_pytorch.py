# Hides PyTorch's dropout in a module.
#
# start from: _quick
# expect: dropout_test 0
# says: this is PyTorch's own dropout

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p must lie in [0, 1)")
        self.layer = nn.Dropout(p)

    def forward(self, x):
        return self.layer(x)
