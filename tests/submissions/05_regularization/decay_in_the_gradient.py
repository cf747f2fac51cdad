# Writes Adam with L2: the decay joins the gradient.
#
# start from: _quick
# expect: adamw_step_test 0
# says: is the decay kept out of the gradient
# says: without any gradient the weights only shrink

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    gradient = gradient + weight_decay * weight
    mean = 0.9 * mean + 0.1 * gradient
    square = 0.999 * square + 0.001 * gradient**2
    m_hat, v_hat = mean / (1 - 0.9**t), square / (1 - 0.999**t)
    return weight - lr * m_hat / (v_hat.sqrt() + 1e-8), mean, square
