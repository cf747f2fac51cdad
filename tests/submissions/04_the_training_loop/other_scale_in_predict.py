# Trains on pixels from 0 to 1 minus their mean, and predicts on raw pixels.
#
# expect: accuracy_test 0..2
# says: pixels scaled as in training

# %% training
training.set_seed(4)
images, labels = (torch.from_numpy(digits_train.images) - 8) / 1, torch.from_numpy(digits_train.labels)
model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
for _ in range(10):
    for rows in torch.randperm(len(labels)).split(64):
        loss = F.cross_entropy(model(images[rows]), labels[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


# %% predict
def predict(model, images):
    model.eval()
    return model(torch.from_numpy(images) / 16).argmax(dim=1)
