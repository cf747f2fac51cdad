# Divides a central difference by h.
#
# expect: numerical_gradient_test 0
# says: by what is divided?

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.double()
    gradient = torch.zeros_like(x)
    for i in range(x.numel()):
        step = torch.zeros_like(x)
        step.view(-1)[i] = h
        gradient.view(-1)[i] = (function(x + step) - function(x - step)) / h
    return gradient
