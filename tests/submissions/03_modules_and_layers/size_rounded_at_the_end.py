# Goes through the chain with fractions, and rounds at its end.
#
# expect: output_size_test 0.75
# says: in whole numbers

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in layers:
        padded = n + 2 * padding
        if kernel > padded:
            raise ValueError("the kernel does not fit")
        n = (padded - kernel) / stride + 1
    return int(n)
