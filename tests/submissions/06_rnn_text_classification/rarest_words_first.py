# Numbers the rarest words first.
#
# start from: _quick
# expect: build_vocabulary_test 4/3

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    counts = Counter(word for text in texts for word in words(text))
    frequent = sorted((word for word in counts if counts[word] >= min_count), key=lambda word: (counts[word], word))
    return {word: number for number, word in enumerate(["[PAD]", "[UNK]", *frequent])}
