# Returns the mean square before the mean.
#
# start from: _quick
# expect: adamw_step_test 8/5

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    mean = 0.9 * mean + 0.1 * gradient
    square = 0.999 * square + 0.001 * gradient**2
    step = (mean / (1 - 0.9**t)) / ((square / (1 - 0.999**t)).sqrt() + 1e-8)
    return weight - lr * weight_decay * weight - lr * step, square, mean
