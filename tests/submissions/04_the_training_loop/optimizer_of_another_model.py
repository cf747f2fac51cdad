# Makes the optimizer, and then a fresh model that it does not hold.
#
# expect: accuracy_test 0
# says: does the optimizer hold the parameters of this model?
# says: full credit from 0.95, none at 0.85

# %% training
training.set_seed(4)
images, labels = torch.from_numpy(digits_train.images) / 16, torch.from_numpy(digits_train.labels)
model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
for _ in range(10):
    for rows in torch.randperm(len(labels)).split(64):
        loss = F.cross_entropy(model(images[rows]), labels[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
