# Counts the rows that an output reads, without the gaps between them.
#
# start from: _quick
# expect: stack_facts_test 1.5

# %% stack_facts
def stack_facts(size, layers):
    seen, jump = {0}, 1
    for kernel, stride, padding, dilation in layers:
        size = (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
        seen = {row + i * dilation * jump for row in seen for i in range(kernel)}
        jump *= stride
    return size, len(seen), jump
