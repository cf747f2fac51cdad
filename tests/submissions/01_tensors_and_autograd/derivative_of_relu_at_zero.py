# Lets the gradient through where the input of relu is 0.
#
# expect: two_layer_gradients_test 2.5

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    inner = x @ w1 + b1
    hidden = inner.relu()
    to_output = 2 * (hidden @ w2 + b2 - y) / y.numel()
    to_inner = (to_output @ w2.T) * (inner >= 0)
    return {
        "w1": x.T @ to_inner,
        "b1": to_inner.sum(dim=0),
        "w2": hidden.T @ to_output,
        "b2": to_output.sum(dim=0),
    }
