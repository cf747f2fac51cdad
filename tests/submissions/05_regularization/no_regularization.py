# Trains lesson 05's network without any cure: it learns the 100 digits by heart.
#
# expect: finale_test 0..1
# says: none at 0.90
# says: what gets more out of 100 images?

# %% tools
def train_network(images, labels, num_epochs=100):
    model = nn.Sequential(
        nn.Flatten(), nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10)
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    for epoch in range(num_epochs):
        loss = F.cross_entropy(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.eval()

# %% training
training.set_seed(5)
networks = [train_network(images, labels)]
