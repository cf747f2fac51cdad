# Every function knows the shape and the type of its result, and nothing else of it.
#
# start from: blank
# expect: all 0

# %% attention
def attention(q, k, v, blocked=None):
    weights = (q @ k.transpose(-2, -1)) * 0
    return weights @ v, weights

# %% positions
def sinusoids(num_positions, size):
    return torch.zeros(num_positions, size)

# %% masks
def make_mask(ids, causal):
    return torch.zeros(len(ids), ids.shape[1], ids.shape[1], dtype=torch.bool)

# %% name_loss
def next_token_loss(logits, ids):
    return (logits * 0).sum()

# %% sampling
def write_name(model, generator, temperature=1.0, longest=20):
    return ''
