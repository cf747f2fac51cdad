# Counts the tensors, not the numbers in them.
#
# expect: count_numbers_test 0
# says: count the numbers in each tensor, not the tensors

# %% count_numbers
def count_numbers(model):
    return {
        "trained": len([p for p in model.parameters() if p.requires_grad]),
        "frozen": len([p for p in model.parameters() if not p.requires_grad]),
        "buffers": len(list(model.buffers())),
    }
