# Returns the corrected averages, which the next step would correct again.
#
# start from: _quick
# expect: adamw_step_test 1.6
# says: and not yet corrected

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    weight = weight * (1 - lr * weight_decay)
    mean = (0.9 * mean + 0.1 * gradient) / (1 - 0.9**t)
    square = (0.999 * square + 0.001 * gradient**2) / (1 - 0.999**t)
    return weight - lr * mean / (square.sqrt() + 1e-8), mean, square
