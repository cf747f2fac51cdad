# Takes the padding off the field.
#
# start from: _quick
# expect: stack_facts_test 1

# %% stack_facts
def stack_facts(size: int, layers: list[tuple[int, int, int, int]]) -> tuple[int, int, int]:
    """Return the output size, the receptive field and the jump of a stack of layers."""
    field, jump = 1, 1
    for kernel, stride, padding, dilation in layers:
        size = (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
        field += ((kernel - 1) * dilation - 2 * padding) * jump
        jump *= stride
    return size, field, jump
