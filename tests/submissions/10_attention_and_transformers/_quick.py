# Trains nothing, and predicts with tables of random numbers: the base of everybody whose training is not the point.
#
# expect: reviews_test 0..2
# expect: names_test 0..2

# %% review_training
review_model = nn.EmbeddingBag(len(vocabulary), 2)

# %% name_training
name_model = nn.Embedding(len(letters), len(letters))
