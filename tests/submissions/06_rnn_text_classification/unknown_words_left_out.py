# Leaves out words that are not in the vocabulary.
#
# start from: _quick
# expect: encode_test 1/2

# %% encode
def encode(text, vocabulary, max_words=50):
    return [vocabulary[word] for word in words(text)[:max_words] if word in vocabulary] or [1]
