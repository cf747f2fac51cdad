# Leaves out the first window: the running sums do not begin with 0.
#
# expect: moving_average_test 0
# says: expected shape (27,), found shape (26,)
# says: how many windows are there?

# %% moving_average
def moving_average(x, width):
    sums = x.cumsum(dim=0)
    return (sums[width:] - sums[:-width]) / width
