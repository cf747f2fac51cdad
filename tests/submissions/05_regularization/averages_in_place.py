# Changes the given averages in place.
#
# start from: _quick
# expect: adamw_step_test 1.6
# says: make new tensors

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    weight = weight * (1 - lr * weight_decay)
    mean.mul_(0.9).add_(gradient, alpha=0.1)
    square.mul_(0.999).addcmul_(gradient, gradient, value=0.001)
    m_hat, v_hat = mean / (1 - 0.9**t), square / (1 - 0.999**t)
    return weight - lr * m_hat / (v_hat.sqrt() + 1e-8), mean, square
