# Forgets to divide by the width.
#
# expect: moving_average_test 0

# %% moving_average
def moving_average(x, width):
    return x.unfold(0, width, 1).sum(dim=1)
