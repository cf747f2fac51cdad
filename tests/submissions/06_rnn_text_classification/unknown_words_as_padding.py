# Turns unknown words into [PAD].
#
# start from: _quick
# expect: encode_test 0.5

# %% encode
def encode(text, vocabulary, max_words=40):
    ids = [vocabulary.get(word, 0) for word in words(text)[:max_words]]
    return ids if len(ids) > 0 else [1]
