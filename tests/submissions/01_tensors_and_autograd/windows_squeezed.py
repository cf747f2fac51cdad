# Squeezes the windows, which loses a dimension where there is one window, or one entry in each.
#
# expect: moving_average_test 1/3

# %% moving_average
def moving_average(x, width):
    return x.unfold(0, width, 1).squeeze().mean(dim=-1)
