# Goes through the layers itself, and counts a layer that is used twice for two.
#
# expect: count_numbers_test 0.5
# says: the same tensor counts only once

# %% count_numbers
def count_numbers(model):
    layers = list(model._modules.values())
    if layers:
        counts = [count_numbers(layer) for layer in layers]
        return {name: sum(count[name] for count in counts) for name in ("trained", "frozen", "buffers")}
    return {
        "trained": sum(p.numel() for p in model.parameters() if p.requires_grad),
        "frozen": sum(p.numel() for p in model.parameters() if not p.requires_grad),
        "buffers": sum(b.numel() for b in model.buffers()),
    }
