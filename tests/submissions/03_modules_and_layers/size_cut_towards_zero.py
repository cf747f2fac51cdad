# Cuts with int, which rounds a negative number up, and looks at the result.
#
# expect: output_size_test 0.8
# says: compare the kernel with the padded input before you divide

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in layers:
        padded = n + 2 * padding
        n = int((padded - kernel) / stride) + 1
        if n < 1:
            raise ValueError("the kernel does not fit")
    return n
