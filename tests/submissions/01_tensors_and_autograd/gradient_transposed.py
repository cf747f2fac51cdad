# Returns the gradients of both weights transposed.
#
# expect: two_layer_gradients_test 1.5
# says: expected shape (4, 6), found shape (6, 4)
# says: its parameter's shape

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    inner = x @ w1 + b1
    hidden = inner.relu()
    error = hidden @ w2 + b2 - y
    d_out = 2 * error / error.numel()
    d_in = (d_out @ w2.T) * (inner > 0)
    return {"w1": d_in.T @ x, "b1": d_in.sum(0), "w2": d_out.T @ hidden, "b2": d_out.sum(0)}
