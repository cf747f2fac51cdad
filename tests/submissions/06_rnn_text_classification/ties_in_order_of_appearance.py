# Leaves equally frequent words in the order in which they appear.
#
# start from: _quick
# expect: build_vocabulary_test 4/3

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    counts = Counter()
    for text in texts:
        counts.update(words(text))
    vocabulary = {"[PAD]": 0, "[UNK]": 1}
    for word, count in counts.most_common():
        if count >= min_count:
            vocabulary[word] = len(vocabulary)
    return vocabulary
