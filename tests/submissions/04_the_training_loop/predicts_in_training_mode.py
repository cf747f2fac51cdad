# Never switches the model to evaluation mode, so that nearly all of its units are dropped in the answers.
#
# expect: accuracy_test 0

# %% training
training.set_seed(4)
model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Dropout(0.99), nn.Linear(32, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
few_images, few_labels = torch.from_numpy(digits_train.images[:512]) / 16, torch.from_numpy(digits_train.labels[:512])
for _ in range(40):
    loss = F.cross_entropy(model(few_images), few_labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# %% predict
def predict(model, images):
    with torch.no_grad():
        return model(torch.from_numpy(images) / 16).argmax(dim=1)
