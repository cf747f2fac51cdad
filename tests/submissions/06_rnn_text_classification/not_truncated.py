# Forgets to cut long texts.
#
# start from: _quick
# expect: encode_test 0.75

# %% encode
def encode(text, vocabulary, max_words=40):
    ids = [vocabulary.get(word, vocabulary["[UNK]"]) for word in words(text)]
    return ids or [vocabulary["[UNK]"]]
