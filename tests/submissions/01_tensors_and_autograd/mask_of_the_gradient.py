# Applies relu to the gradient, instead of asking where its input was positive.
#
# expect: two_layer_gradients_test 1
# says: what does relu let through on the way back?

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    inner = x @ w1 + b1
    hidden = inner.relu()
    error = hidden @ w2 + b2 - y
    d_out = 2 * error / error.numel()
    d_in = (d_out @ w2.T).relu()
    return {"w1": x.T @ d_in, "b1": d_in.sum(0), "w2": hidden.T @ d_out, "b2": d_out.sum(0)}
