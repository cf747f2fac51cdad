# Returns values that are far larger than any answer.
#
# start from: blank
# expect: all 0

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    return {f"word {i}": i for i in range(1_000_000)}

# %% encode
def encode(text, vocabulary, max_words=50):
    return torch.zeros(10_000_000)

# %% collate
def collate(batch):
    return "x" * 10_000_000, 10**5000, [[0] * 20_000] * 2
