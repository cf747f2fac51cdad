# Trains the writer to repeat each letter.
#
# expect: reviews_test 0..2
# expect: names_test 0

# %% name_training
training.set_seed(10)
name_model = NameTransformer(len(letters))
name_ids = encode_names(names["train"])
optimizer = torch.optim.AdamW(name_model.parameters(), lr=0.01)
num_epochs, num_batches = 1, math.ceil(len(name_ids) / 64)
schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.01, total_steps=num_epochs * num_batches)
for _ in range(num_epochs):
    name_model.train()
    for rows in torch.randperm(len(name_ids)).split(64):
        loss = F.cross_entropy(name_model(name_ids[rows]).flatten(0, 1), name_ids[rows].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
name_model.eval()
with torch.inference_mode():
    held_back = encode_names(names["validation"])
    print(f"{next_token_loss(name_model(held_back), held_back) / math.log(2):.2f} bits per letter")

# %% review_training
review_model = nn.EmbeddingBag(len(vocabulary), 2)
