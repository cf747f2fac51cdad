# Lets the weight start at zeros, like the bias.
#
# expect: batch_norm_test 0.8

# %% added below batch_norm
_init = OurBatchNorm1d.__init__


def _start_at_zero(self, num_features, momentum=0.1, eps=1e-5):
    _init(self, num_features, momentum, eps)
    nn.init.zeros_(self.weight)


OurBatchNorm1d.__init__ = _start_at_zero
