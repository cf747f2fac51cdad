# Returns values that contain themselves, or are nested a thousand levels deep.
#
# start from: blank
# expect: all 0

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    circle = {}
    circle["itself"] = circle
    return circle

# %% encode
def encode(text, vocabulary, max_words=50):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep

# %% collate
def collate(batch):
    nan = torch.full((3, 3), float("nan"))
    return nan, [float("inf")] * 3, torch.zeros(0, 3)
