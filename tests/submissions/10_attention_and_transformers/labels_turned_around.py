# Trains on the opposite labels.
#
# expect: names_test 0..2
# expect: reviews_test 0

# %% review_training
training.set_seed(10)
review_model = ReviewTransformer(len(vocabulary))
optimizer = torch.optim.AdamW(review_model.parameters(), lr=5e-3)
batches = read_reviews("train")
schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 5e-3, total_steps=3 * len(batches))
for epoch in range(3):
    review_model.train()
    for ids, labels in batches:
        loss = F.cross_entropy(review_model(ids), 1 - labels)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(review_model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
    review_model.eval()
    with torch.inference_mode():
        right = [(review_model(ids).argmax(dim=1) == labels) for ids, labels in read_reviews("validation")]
    print(f"epoch {epoch + 1}: {torch.cat(right).float().mean():.3f} of the validation texts")

# %% name_training
name_model = nn.Embedding(len(letters), len(letters))
