# Knows what dropout does where p is 0 or 1, and does nothing in between.
#
# start from: blank
# expect: all 0

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        return x * 0 if self.training and self.p == 1 else x
