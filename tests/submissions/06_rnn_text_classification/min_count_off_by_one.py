# Asks for more than min_count occurrences, not for at least as many.
#
# start from: _quick
# expect: build_vocabulary_test 4/3

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    counts = Counter(word for text in texts for word in words(text))
    frequent = [word for word in sorted(counts) if counts[word] > min_count]
    frequent.sort(key=lambda word: -counts[word])
    return {word: number for number, word in enumerate(["[PAD]", "[UNK]"] + frequent)}
