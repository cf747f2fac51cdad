# Writes attention with einsum, and the heads with a loop over chunks.
#
# start from: _quick

# %% attention
def attention(q: Tensor, k: Tensor, v: Tensor, blocked: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Return the weighted means of the values (..., n, e), and the weights (..., n, m)."""
    scores = torch.einsum("...nd,...md->...nm", q, k) * q.size(-1) ** -0.5
    if blocked is not None:
        scores = torch.where(blocked, torch.finfo(scores.dtype).min, scores)
    weights = torch.softmax(scores, -1)
    if blocked is not None:
        weights = torch.where(blocked, 0.0, weights)
    return torch.einsum("...nm,...me->...ne", weights, v), weights

# %% heads
class MultiHeadAttention(nn.Module):
    def __init__(self, size, num_heads):
        super().__init__()
        self.num_heads = num_heads
        for name in ("query", "key", "value", "mix"):
            setattr(self, name, nn.Linear(size, size))

    def forward(self, x, source=None, blocked=None):
        if source is None:
            source = x
        heads = zip(*(part.chunk(self.num_heads, dim=-1) for part in (self.query(x), self.key(source), self.value(source))))
        return self.mix(torch.cat([attention(q, k, v, blocked)[0] for q, k, v in heads], dim=-1))

# %% masks
def make_mask(ids, causal):
    places = torch.arange(ids.shape[1])
    later = places[None, :] > places[:, None]
    padded = ids.eq(0).unsqueeze(1).repeat(1, ids.shape[1], 1)
    return torch.logical_or(padded, later) if causal else padded
