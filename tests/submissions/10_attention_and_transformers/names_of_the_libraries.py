# Calls its own helpers softmax, Transformer and scaled_dot_product_attention.
#
# start from: _quick

# %% added above attention
def softmax(scores):
    return scores.softmax(dim=-1)


def scaled_dot_product_attention(q, k):
    return q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])


sum, list = 3, [1]

# %% attention
def attention(q: Tensor, k: Tensor, v: Tensor, blocked: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Return the weighted means of the values (..., n, e), and the weights (..., n, m)."""
    scores = scaled_dot_product_attention(q, k)
    if blocked is None:
        weights = softmax(scores)
    else:
        blocked = blocked.expand(scores.shape)
        nowhere = blocked.all(dim=-1, keepdim=True)
        scores = scores.masked_fill(blocked, -math.inf).masked_fill(nowhere, 0.0)
        weights = softmax(scores).masked_fill(blocked, 0.0)
    return weights @ v, weights

# %% name_model
class TransformerEncoderLayer(Block):
    pass


class NameTransformer(nn.Module):
    """A small decoder: at each place, logits for the next token."""

    def __init__(self, num_tokens: int) -> None:
        super().__init__()
        size = 32
        self.token, self.position = nn.Embedding(num_tokens, size), nn.Embedding(24, size)
        for table in (self.token, self.position):
            nn.init.normal_(table.weight, std=0.1)
        self.block = TransformerEncoderLayer(size, 4, 64, dropout=0.1)
        self.norm = nn.LayerNorm(size)
        self.output = nn.Linear(size, num_tokens)

    def forward(self, ids: Tensor) -> Tensor:
        """Return logits of shape (B, n, num_tokens) for ids of shape (B, n)."""
        x = self.token(ids) + self.position.weight[: ids.shape[1]]
        x = self.block(x, make_mask(ids, causal=True))
        return self.output(self.norm(x))
