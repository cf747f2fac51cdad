# Compares the kernel with the picture without its padding.
#
# expect: output_size_test 0.8

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in layers:
        if kernel > n:
            raise ValueError("the kernel does not fit")
        n = (n + 2 * padding - kernel) // stride + 1
    return n
