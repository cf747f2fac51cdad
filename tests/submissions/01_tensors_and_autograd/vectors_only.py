# Counts the entries with len, and builds steps of one dimension.
#
# expect: numerical_gradient_test 1.2
# says: function expects the shape of x

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.double()
    steps = h * torch.eye(len(x), dtype=torch.float64)
    return torch.stack([(function(x + step) - function(x - step)) / (2 * h) for step in steps])
