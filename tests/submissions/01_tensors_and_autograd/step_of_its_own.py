# Takes a step of its own choice instead of `h`.
#
# expect: numerical_gradient_test 1.6

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x, h = x.double(), 1e-5
    gradient = torch.zeros_like(x)
    for i in range(x.numel()):
        step = torch.zeros_like(x)
        step.view(-1)[i] = h
        gradient.view(-1)[i] = (function(x + step) - function(x - step)) / (2 * h)
    return gradient
