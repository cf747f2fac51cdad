# Begins with the last layer.
#
# expect: output_size_test 0.6

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in reversed(layers):
        if kernel > n + 2 * padding:
            raise ValueError("the kernel does not fit")
        n = (n + 2 * padding - kernel) // stride + 1
    return n
