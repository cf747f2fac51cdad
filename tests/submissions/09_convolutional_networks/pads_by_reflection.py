# Keeps height and width by reflecting the image at its edges.
#
# start from: _quick
# expect: separable_test 0.5

# %% separable
def separable(num_in, num_out, kernel_size):
    settings = {"padding": "same", "padding_mode": "reflect", "groups": num_in, "bias": False}
    return nn.Sequential(nn.Conv2d(num_in, num_in, kernel_size, **settings), nn.Conv2d(num_in, num_out, 1))
