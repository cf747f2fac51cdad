# Counts the padding on one side only.
#
# expect: output_size_test 0
# says: The padding stands on both sides

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in layers:
        padded = n + padding
        if kernel > padded:
            raise ValueError("the kernel does not fit")
        n = (padded - kernel) // stride + 1
    return n
