# Asks autograd instead of working the gradient out.
#
# expect: two_layer_gradients_test 0
# says: which this task asks you to do without

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    parameters = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    for parameter in parameters.values():
        parameter.requires_grad_()
    (((x @ w1 + b1).relu() @ w2 + b2 - y) ** 2).mean().backward()
    return {name: parameter.grad for name, parameter in parameters.items()}
