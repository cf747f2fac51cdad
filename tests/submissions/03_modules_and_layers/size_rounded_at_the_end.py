# Goes through the chain with fractions and rounds at its end, which comes to the same.

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in layers:
        padded = n + 2 * padding
        if kernel > padded:
            raise ValueError("the kernel does not fit")
        n = (padded - kernel) / stride + 1
    return int(n)
