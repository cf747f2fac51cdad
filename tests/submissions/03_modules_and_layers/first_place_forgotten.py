# Counts the moves of the kernel, not its places.
#
# expect: output_size_test 0
# says: where does it stand before it first moves?

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in layers:
        padded = n + 2 * padding
        if kernel > padded:
            raise ValueError("the kernel does not fit")
        n = (padded - kernel) // stride
    return n
