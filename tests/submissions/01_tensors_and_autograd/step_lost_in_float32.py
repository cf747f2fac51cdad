# Computes in the data type of the input: in float32 the step drowns.
#
# expect: numerical_gradient_test 1.2
# says: drowns in rounding

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    gradient = torch.zeros_like(x)
    for i in range(x.numel()):
        step = torch.zeros_like(x)
        step.view(-1)[i] = h
        gradient.view(-1)[i] = (function(x + step) - function(x - step)) / (2 * h)
    return gradient
