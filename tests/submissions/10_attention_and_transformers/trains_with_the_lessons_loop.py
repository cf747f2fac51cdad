# Trains the reader with `train_epoch`, as the lesson does.
#
# expect: names_test 0..2

# %% review_training
training.set_seed(10)
review_model = ReviewTransformer(len(vocabulary))
optimizer = torch.optim.AdamW(review_model.parameters(), lr=3e-3)
for _ in range(4):
    training.train_epoch(review_model, read_reviews("train"), optimizer, max_grad_norm=1.0)
    print(training.evaluate(review_model, read_reviews("validation")))

# %% name_training
name_model = nn.Embedding(len(letters), len(letters))
