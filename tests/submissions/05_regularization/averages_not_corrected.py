# Leaves out the correction of the averages by t.
#
# start from: _quick
# expect: adamw_step_test 1.2
# says: both averages are corrected by t

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    weight = weight * (1 - lr * weight_decay)
    mean = 0.9 * mean + 0.1 * gradient
    square = 0.999 * square + 0.001 * gradient**2
    return weight - lr * mean / (square.sqrt() + 1e-8), mean, square
