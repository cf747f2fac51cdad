# Has cells of its own: magics, a shell command, a helper that an answer uses, a question to itself that ends in an error.
#
# start from: _quick

# %% added above imports
%matplotlib inline
%config InlineBackend.figure_format = "png"

# %% added below load-data
%timeit -n 10 -r 1 words(train_set.texts[0])
!echo how long are the texts?
plt.hist([len(words(text)) for text in train_set.texts], bins=30)
plt.show()

# %% added above encode
def number_of(word, vocabulary):
    return vocabulary[word] if word in vocabulary else vocabulary["[UNK]"]

# %% encode
%time number_of("good", {"[UNK]": 1})


def encode(text, vocabulary, max_words=40):
    ids = [number_of(word, vocabulary) for word in words(text)]
    return ids[:max_words] or [vocabulary["[UNK]"]]

# %% added below encode
encode("what do I get here?")
