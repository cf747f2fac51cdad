# Draws the mask with NumPy.
#
# expect: dropout_test 5/3

# %% dropout
import numpy as np


class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        if self.p == 1:
            return torch.zeros_like(x)
        stays = torch.from_numpy(np.random.rand(*x.shape) >= self.p)
        return x * stays / (1 - self.p)
