# Asks whether the model is in training mode, not whether a parameter requires a gradient.
#
# expect: count_numbers_test 0.75
# says: each parameter says by itself

# %% count_numbers
def count_numbers(model):
    number = sum(p.numel() for p in model.parameters())
    trained = number if model.training else 0
    return {"trained": trained, "frozen": number - trained, "buffers": sum(b.numel() for b in model.buffers())}
