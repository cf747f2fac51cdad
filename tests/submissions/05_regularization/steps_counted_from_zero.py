# Corrects the averages by t + 1, as if the first step had the number 0.
#
# start from: _quick
# expect: adamw_step_test 1.2
# says: both averages are corrected by t

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    weight = weight * (1 - lr * weight_decay)
    mean = 0.9 * mean + 0.1 * gradient
    square = 0.999 * square + 0.001 * gradient**2
    m_hat, v_hat = mean / (1 - 0.9 ** (t + 1)), square / (1 - 0.999 ** (t + 1))
    return weight - lr * m_hat / (v_hat.sqrt() + 1e-8), mean, square
