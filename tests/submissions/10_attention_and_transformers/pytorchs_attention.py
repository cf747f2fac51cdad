# Asks PyTorch's function.
#
# start from: _quick
# expect: attention_test 0

# %% attention
def attention(q: Tensor, k: Tensor, v: Tensor, blocked: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Return the weighted means of the values (..., n, e), and the weights (..., n, m)."""
    may = None if blocked is None else ~blocked
    look = torch.eye(k.shape[-2]).expand(*k.shape[:-2], -1, -1)
    return tuple(F.scaled_dot_product_attention(q, k, part, attn_mask=may) for part in (v, look))
