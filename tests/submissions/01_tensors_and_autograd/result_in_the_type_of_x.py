# Computes in float64 and returns the gradient in the data type of x.
#
# expect: numerical_gradient_test 1.6

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    point = x.double()
    gradient = torch.zeros_like(point)
    for i in range(point.numel()):
        step = torch.zeros_like(point)
        step.view(-1)[i] = h
        gradient.view(-1)[i] = (function(point + step) - function(point - step)) / (2 * h)
    return gradient.to(x.dtype)
