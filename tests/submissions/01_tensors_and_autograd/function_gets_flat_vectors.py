# Calls the function with vectors, whatever the shape of x.
#
# expect: numerical_gradient_test 1.6

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    flat = x.double().flatten()
    slopes = [(function(flat + step) - function(flat - step)) / (2 * h) for step in h * torch.eye(len(flat)).double()]
    return torch.stack([slope.reshape(()) for slope in slopes]).reshape(x.shape)
