# Rounds the output size up.
#
# expect: output_size_test 0.4
# says: what does not fit entirely does not count

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in layers:
        padded = n + 2 * padding
        if kernel > padded:
            raise ValueError("the kernel does not fit")
        n = -(-(padded - kernel) // stride) + 1
    return n
