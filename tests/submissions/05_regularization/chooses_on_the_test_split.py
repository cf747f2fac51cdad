# Stops training where the accuracy on the test split is best; while graded its labels are not there.
#
# expect: predict_test 0
# expect: finale_test 0
# says: NameError

# %% training
test = data.load_images("few_digits", "test")
test_images, test_labels = torch.tensor(test.images).view(-1, 8, 8) / 16, torch.tensor(test.labels)
model = DigitNetwork()
optimizer, best = torch.optim.AdamW(model.parameters(), lr=5e-3), 0.0
for _ in range(40):
    loss = F.cross_entropy(model(distort(images)), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    found = (model.eval()(test_images).argmax(dim=1) == test_labels).float().mean()
    if found > best:
        best, networks = found, [model]
