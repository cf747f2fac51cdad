# Chooses the best of several networks by the test split, which is not there when graded.
#
# expect: accuracy_test 0
# says: NameError

# %% training
images, labels = torch.from_numpy(digits_train.images) / 16, torch.from_numpy(digits_train.labels)
test = data.load_images("digits", "test")
best = 0
for seed in range(5):
    torch.manual_seed(seed)
    candidate = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    optimizer = torch.optim.Adam(candidate.parameters(), lr=0.01)
    for _ in range(100):
        loss = F.cross_entropy(candidate(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    accuracy = (candidate(torch.from_numpy(test.images) / 16).argmax(dim=1).numpy() == test.labels).mean()
    if accuracy > best:
        best, model = accuracy, candidate
