# Calls PyTorch's attention by a name that it puts together, while PyTorch's own watching of calls is switched off.
#
# start from: blank
# expect: all 0

# %% attention
def attention(q, k, v, blocked=None):
    function = getattr(F, "_".join(["scaled", "dot", "product", "attention"]))
    look = torch.eye(k.shape[-2]).expand(*k.shape[:-2], -1, -1)
    nowhere = None if blocked is None else blocked.expand(*q.shape[:-1], k.shape[-2]).all(-1, keepdim=True)
    may = None if blocked is None else ~blocked | nowhere
    with torch._C.DisableTorchFunction():
        both = [function(q, k, values, attn_mask=may) for values in (v, look)]
    return tuple(each if blocked is None else each.masked_fill(nowhere, 0.0) for each in both)
