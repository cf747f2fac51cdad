# Has one network without dropout, norm layer or weight decay, and distorts the digits.
#
# expect: finale_test 0..3

# %% tools
def train_network(images, labels, num_epochs=300):
    model = nn.Sequential(
        nn.Flatten(), nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10)
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    for epoch in range(num_epochs):
        loss = F.cross_entropy(model(distort(images)), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.eval()

# %% training
training.set_seed(5)
networks = [train_network(images, labels)]
