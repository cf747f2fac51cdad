# Gives [PAD] and [UNK] the same number.
#
# start from: _quick
# expect: build_vocabulary_test 4/3

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    counts = Counter(word for text in texts for word in words(text))
    frequent = sorted((word for word in counts if counts[word] >= min_count), key=lambda word: (-counts[word], word))
    vocabulary = {"[PAD]": 0, "[UNK]": 0}
    for number, word in enumerate(frequent, start=1):
        vocabulary[word] = number
    return vocabulary
