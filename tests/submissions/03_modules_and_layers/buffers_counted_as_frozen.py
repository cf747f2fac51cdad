# Counts buffers among what is frozen.
#
# expect: count_numbers_test 0.5

# %% count_numbers
def count_numbers(model):
    parameters, buffers = list(model.parameters()), list(model.buffers())
    num_buffers = sum(b.numel() for b in buffers)
    return {
        "trained": sum(p.numel() for p in parameters if p.requires_grad),
        "frozen": sum(p.numel() for p in parameters if not p.requires_grad) + num_buffers,
        "buffers": num_buffers,
    }
