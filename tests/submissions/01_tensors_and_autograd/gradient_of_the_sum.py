# Works out the gradient of the summed loss, where the mean was asked for.
#
# expect: two_layer_gradients_test 0.5
# says: over how many entries is the mean taken?

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    inner = x @ w1 + b1
    hidden = inner.relu()
    error = hidden @ w2 + b2 - y
    d_out = 2 * error
    d_in = (d_out @ w2.T) * (inner > 0)
    return {"w1": x.T @ d_in, "b1": d_in.sum(0), "w2": hidden.T @ d_out, "b2": d_out.sum(0)}
