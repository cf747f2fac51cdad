# Fills up with zeros at both ends, so that the result is as long as the input.
#
# expect: moving_average_test 0
# says: the first and the last window

# %% moving_average
def moving_average(x, width):
    kernel = torch.full((1, 1, width), 1 / width)
    return torch.nn.functional.conv1d(x[None, None], kernel, padding="same")[0, 0]
