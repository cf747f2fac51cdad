# Wrong answers to the exercises of lesson 10.

# %% your-mean
def weighted_mean(queries, keys, values):
    return (queries @ keys.T) @ values  # no softmax

# %% your-mean
def weighted_mean(queries, keys, values):
    return (queries @ keys.T).softmax(dim=0) @ values  # over the queries

# %% your-mask
def masked_attention(q, k, v, blocked):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    return scores.softmax(dim=-1).masked_fill(blocked, 0.0) @ v  # after the softmax

# %% your-mask
def masked_attention(q, k, v, blocked):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    return scores.masked_fill(blocked, 0.0).softmax(dim=-1) @ v  # a score of 0 still has weight

# %% your-heads
def many_heads(q, k, v, num_heads):
    mixed, _ = attention(q, k, v)  # one head
    return mixed

# %% your-heads
def many_heads(q, k, v, num_heads):
    q, k, v = (part.unflatten(-1, (num_heads, -1)) for part in (q, k, v))  # heads look at heads
    mixed, _ = attention(q, k, v)
    return mixed.flatten(-2)

# %% your-positions
def sinusoids(num_positions, d):
    positions = torch.arange(num_positions)[:, None]
    frequencies = 10_000 ** (-torch.arange(d // 2) / d)  # 2 is missing
    angles = positions * frequencies
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)

# %% your-positions
def sinusoids(num_positions, d):
    positions = torch.arange(num_positions)[:, None]
    frequencies = 10_000 ** (torch.arange(0, d, 2) / d)  # the sign is missing
    angles = positions * frequencies
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)

# %% your-block
class YourBlock(BlockParts):
    def forward(self, x, blocked=None):
        x = self.norm1(x + self.attend(x, blocked))
        return self.norm2(x + self.mlp(x))  # post-norm

# %% your-block
class YourBlock(BlockParts):
    def forward(self, x, blocked=None):
        x = x + self.attend(self.norm1(x), blocked)
        return x + self.mlp(x)  # the second norm is missing

# %% your-pooling
def mean_of_words(x, ids):
    return x.mean(dim=1)  # padding counts

# %% your-pooling
def mean_of_words(x, ids):
    real = (ids != 0)[:, :, None]
    return (x * real).mean(dim=1)  # divides by the padded length

# %% your-bits
def bits_per_letter(logits, ids):
    loss = F.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())  # padding counts
    return loss.item() / math.log(2)

# %% your-bits
def bits_per_letter(logits, ids):
    loss = F.cross_entropy(logits.flatten(0, 1), ids[:, :-1].flatten(), ignore_index=0)  # not the next letter
    return loss.item() / math.log(2)

# %% your-bits
def bits_per_letter(logits, ids):
    return F.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten(), ignore_index=0).item()  # not in bits

# %% bug-scale
def heads_1(q, k, v):
    size = q.shape[-1]
    q, k, v = cut(q), cut(k), cut(v)
    weights = (q @ k.transpose(-2, -1) / math.sqrt(size)).softmax(dim=-1)
    return weights @ v

# %% bug-axis
def heads_2(q, k, v):
    q, k, v = cut(q), cut(k), cut(v)
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-2)
    return weights @ v

# %% bug-sign
def causal(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    may_look = torch.ones(scores.shape[-2:], dtype=torch.bool).tril()
    return scores.masked_fill(may_look, -1e9).softmax(dim=-1) @ v

# %% bug-padding
def encode_batch(x, ids):
    scores = x @ x.transpose(-2, -1) / math.sqrt(x.shape[-1])
    weights = scores.softmax(dim=-1)
    return (weights @ x) * (ids != 0)[:, :, None]
