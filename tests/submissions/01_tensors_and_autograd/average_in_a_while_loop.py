# Moves the window on in a `while` loop.
#
# expect: moving_average_test 0
# says: which this task asks you to do without

# %% moving_average
def moving_average(x, width):
    means, start = [], 0
    while start + width <= len(x):
        means.append(x[start : start + width].mean())
        start += 1
    return torch.stack(means)
