# Splits at spaces, so that "Good," and "good" are different words.
#
# start from: _quick
# expect: build_vocabulary_test 4/3

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    counts = Counter(word for text in texts for word in text.split())
    frequent = [word for word in counts if counts[word] >= min_count]
    frequent.sort(key=lambda word: (-counts[word], word))
    return {word: number for number, word in enumerate(["[PAD]", "[UNK]", *frequent])}
