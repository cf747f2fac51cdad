# Counts what stands in the state dict, buffers and shared tensors included.
#
# expect: count_numbers_test 0.25
# says: buffers are not parameters
# says: counts only once

# %% count_numbers
def count_numbers(model):
    frozen = sum(p.numel() for p in model.parameters() if not p.requires_grad)
    total = sum(tensor.numel() for tensor in model.state_dict().values())
    return {"trained": total - frozen, "frozen": frozen, "buffers": sum(b.numel() for b in model.buffers())}
