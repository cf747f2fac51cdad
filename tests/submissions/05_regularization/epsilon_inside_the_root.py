# Adds the small number under the root instead of beside it.
#
# start from: _quick
# expect: adamw_step_test 1.6
# says: Where does the small 1e-8 go?

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    weight = weight * (1 - lr * weight_decay)
    mean = 0.9 * mean + 0.1 * gradient
    square = 0.999 * square + 0.001 * gradient**2
    m_hat, v_hat = mean / (1 - 0.9**t), square / (1 - 0.999**t)
    return weight - lr * m_hat / torch.sqrt(v_hat + 1e-8), mean, square
