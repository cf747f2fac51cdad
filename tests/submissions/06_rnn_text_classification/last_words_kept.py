# Keeps the last words of a long text.
#
# start from: _quick
# expect: encode_test 3/4

# %% encode
def encode(text, vocabulary, max_words=50):
    return [vocabulary.get(word, 1) for word in words(text)[-max_words:]] or [1]
