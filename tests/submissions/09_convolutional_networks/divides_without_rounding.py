# Divides without rounding down.
#
# start from: _quick
# expect: stack_facts_test 1.5

# %% stack_facts
def stack_facts(size, layers):
    field, jump = 1, 1
    for kernel, stride, padding, dilation in layers:
        size = (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return size, field, jump
