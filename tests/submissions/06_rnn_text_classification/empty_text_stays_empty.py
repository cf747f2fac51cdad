# Returns an empty list for a text without words.
#
# start from: _quick
# expect: encode_test 0.75

# %% encode
def encode(text, vocabulary, max_words=40):
    return [vocabulary.get(word, vocabulary["[UNK]"]) for word in words(text)[:max_words]]
