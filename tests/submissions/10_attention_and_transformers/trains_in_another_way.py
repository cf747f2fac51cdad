# Trains both models in other ways: Adam and a plain loader, two blocks, a cosine.

# %% review_training
training.set_seed(3)
review_model = ReviewTransformer(len(vocabulary))
optimizer = torch.optim.Adam(review_model.parameters(), lr=4e-3)
batches = read_reviews("train")
for _ in range(2):
    for ids, labels in batches:
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(review_model.train()(ids), labels, label_smoothing=0.05).backward()
        optimizer.step()

# %% name_training
training.set_seed(4)
name_model = NameTransformer(len(letters))
numbers = encode_names(names["train"])
optimizer = torch.optim.Adam(name_model.parameters(), lr=0.008)
steps = 12 * math.ceil(len(numbers) / 64)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
for _ in range(12):
    for rows in torch.randperm(len(numbers)).split(64):
        optimizer.zero_grad()
        next_token_loss(name_model(numbers[rows]), numbers[rows]).backward()
        optimizer.step()
        schedule.step()
