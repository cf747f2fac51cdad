# Moves the entries of the caller's tensor, and leaves them moved.
#
# expect: numerical_gradient_test 1.2
# says: x must hold the same numbers as before

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.double()  # the same tensor, if it is float64 already
    gradient = torch.zeros_like(x)
    for i in range(x.numel()):
        x.view(-1)[i] += h
        above = function(x)
        x.view(-1)[i] -= 2 * h
        gradient.view(-1)[i] = (above - function(x)) / (2 * h)
    return gradient
