# Knows layers that are used twice, but not tensors that two layers share.
#
# expect: count_numbers_test 0.75

# %% count_numbers
def count_numbers(model):
    counts = {"trained": 0, "frozen": 0, "buffers": 0}
    for module in model.modules():
        for parameter in module.parameters(recurse=False):
            counts["trained" if parameter.requires_grad else "frozen"] += parameter.numel()
        for buffer in module.buffers(recurse=False):
            counts["buffers"] += buffer.numel()
    return counts
