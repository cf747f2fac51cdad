# Does not look whether the kernel fits.
#
# expect: output_size_test 0.8
# says: expected ValueError, but nothing was raised

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in layers:
        padded = n + 2 * padding
        n = (padded - kernel) // stride + 1
    return n
