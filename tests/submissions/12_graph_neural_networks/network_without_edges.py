# Trains a network on the hundred digits alone.
#
# start from: _quick
# expect: label_digits_test 0

# %% label_digits
def label_digits(images, labels, unlabelled):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=5e-4)
    for _ in range(100):
        loss = F.cross_entropy(model(images / 16), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.eval()(unlabelled / 16).argmax(dim=1)
