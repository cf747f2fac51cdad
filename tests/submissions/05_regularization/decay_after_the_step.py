# Shrinks the weights after the step instead of before it.
#
# start from: _quick
# expect: adamw_step_test 1.2
# says: the decay is decoupled and comes first

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    mean = 0.9 * mean + 0.1 * gradient
    square = 0.999 * square + 0.001 * gradient**2
    m_hat, v_hat = mean / (1 - 0.9**t), square / (1 - 0.999**t)
    weight = weight - lr * m_hat / (v_hat.sqrt() + 1e-8)
    return weight * (1 - lr * weight_decay), mean, square
