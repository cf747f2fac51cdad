# Lets PyTorch's function do the work.
#
# expect: dropout_test 0
# says: uses 'dropout', which this task asks you to do without

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        return nn.functional.dropout(x, self.p, self.training)
