# Converts to float64 only what function returns.
#
# expect: numerical_gradient_test 1.6
# says: which data type does the task ask you to compute in?

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    gradient = torch.zeros(x.shape, dtype=torch.float64)
    for i in range(x.numel()):
        step = torch.zeros_like(x)
        step.view(-1)[i] = h
        gradient.view(-1)[i] = (function(x + step).double() - function(x - step).double()) / (2 * h)
    return gradient
