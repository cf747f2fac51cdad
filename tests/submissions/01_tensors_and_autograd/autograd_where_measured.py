# Asks autograd instead of measuring.
#
# expect: numerical_gradient_test 0

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.double().detach().requires_grad_()
    return torch.autograd.grad(function(x), x)[0]
