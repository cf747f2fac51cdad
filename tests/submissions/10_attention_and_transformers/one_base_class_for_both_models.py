# Shares a base class between the two models, and trains with a function of its own.
#
# start from: _quick

# %% added above review_model
class Base(nn.Module):
    def __init__(self, num_tokens, num_outputs, causal):
        super().__init__()
        self.causal = causal
        self.token = nn.Embedding(num_tokens, 32)
        nn.init.normal_(self.token.weight, std=0.1)
        self.block = Block(32, 4, 64, 0.1)
        self.output = nn.Linear(32, num_outputs)

    def vectors(self, ids):
        x = self.token(ids) + 0.1 * sinusoids(ids.shape[1], 32)
        return self.block(x, make_mask(ids, self.causal))

# %% review_model
class ReviewTransformer(Base):
    def __init__(self, num_tokens):
        super().__init__(num_tokens, 2, causal=False)

    def forward(self, ids):
        real = ids.gt(0).float().unsqueeze(-1)
        return self.output((self.vectors(ids) * real).sum(1).div(real.sum(1)))

# %% name_model
class NameTransformer(Base):
    def __init__(self, num_tokens):
        super().__init__(num_tokens, num_tokens, causal=True)

    def forward(self, ids):
        return self.output(self.vectors(ids))
