# Has one network without dropout or norm layer, and moves the digits by one column.
#
# expect: finale_test 0..3

# %% tools
def train_network(images, labels, num_epochs=300):
    model = nn.Sequential(
        nn.Flatten(), nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10)
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    none = torch.zeros(len(images), dtype=torch.long)
    for epoch in range(num_epochs):
        moved = shift(images, none, torch.randint(-1, 2, (len(images),)))
        loss = F.cross_entropy(model(moved), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.eval()

# %% training
training.set_seed(5)
networks = [train_network(images, labels)]
