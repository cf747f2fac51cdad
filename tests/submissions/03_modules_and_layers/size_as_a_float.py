# Rounds down and forgets that the result is a float.
#
# expect: output_size_test 0.8

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in layers:
        if kernel > n + 2 * padding:
            raise ValueError("the kernel does not fit")
        n = (n + 2 * padding - kernel) / stride // 1 + 1
    return n
