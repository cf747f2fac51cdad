# Calls the given function with the loop in it.
#
# expect: moving_average_test 0
# says: 'moving_average' uses 'for'

# %% moving_average
def moving_average(x, width):
    return moving_average_with_a_loop(x, width)
