# Looks at the first layer, which may be missing.
#
# expect: output_size_test 0.8

# %% output_size
def output_size(n, layers):
    kernel, stride, padding = layers[0]
    if kernel > n + 2 * padding:
        raise ValueError("the kernel does not fit")
    n = (n + 2 * padding - kernel) // stride + 1
    return output_size(n, layers[1:]) if len(layers) > 1 else n
