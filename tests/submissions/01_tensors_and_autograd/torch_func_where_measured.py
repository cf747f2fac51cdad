# Lets torch.func differentiate.
#
# expect: numerical_gradient_test 0

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    return torch.func.grad(function)(x.double())
