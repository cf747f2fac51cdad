# Shrinks by 1 - weight_decay, whatever the learning rate.
#
# start from: _quick
# expect: adamw_step_test 0.8
# says: a factor that depends on lr and weight_decay

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    mean = 0.9 * mean + 0.1 * gradient
    square = 0.999 * square + 0.001 * gradient**2
    m_hat, v_hat = mean / (1 - 0.9**t), square / (1 - 0.999**t)
    weight = weight * (1 - weight_decay)
    return weight - lr * m_hat / (v_hat.sqrt() + 1e-8), mean, square
