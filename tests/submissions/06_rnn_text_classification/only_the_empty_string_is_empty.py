# Asks whether the text is an empty string, not whether it holds a word.
#
# start from: _quick
# expect: encode_test 3/4

# %% encode
def encode(text, vocabulary, max_words=50):
    if len(text) == 0:
        return [1]
    return [vocabulary.get(word, 1) for word in words(text)[:max_words]]
