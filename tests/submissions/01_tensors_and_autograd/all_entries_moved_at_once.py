# Moves all entries at once, which measures the sum of the slopes.
#
# expect: numerical_gradient_test 0.4
# says: one entry moves at a time

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.double()
    return torch.ones_like(x) * (function(x + h) - function(x - h)) / (2 * h)
