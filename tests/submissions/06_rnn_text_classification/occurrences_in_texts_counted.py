# Counts in how many texts a word occurs, not how often.
#
# start from: _quick
# expect: build_vocabulary_test 0

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    counts = Counter(word for text in texts for word in set(words(text)))
    frequent = sorted((word for word in counts if counts[word] >= min_count), key=lambda word: (-counts[word], word))
    return {word: number for number, word in enumerate(["[PAD]", "[UNK]", *frequent])}
