# Knows parameters that two layers share, but not buffers.
#
# expect: count_numbers_test 0.75

# %% count_numbers
def count_numbers(model):
    parameters = list(model.parameters())
    return {
        "trained": sum(p.numel() for p in parameters if p.requires_grad),
        "frozen": sum(p.numel() for p in parameters if not p.requires_grad),
        "buffers": sum(b.numel() for module in model.modules() for b in module.buffers(recurse=False)),
    }
