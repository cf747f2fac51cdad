# Has dropout, layer norm, weight decay and three networks, and shows the 100 digits as they are.
#
# expect: finale_test 0..3

# %% tools
class DigitNetwork(nn.Sequential):
    def __init__(self, width=128, dropout=0.3):
        super().__init__(
            nn.Flatten(),
            *(nn.Linear(64, width), nn.LayerNorm(width), nn.ReLU(), nn.Dropout(dropout)),
            *(nn.Linear(width, width), nn.LayerNorm(width), nn.ReLU(), nn.Dropout(dropout)),
            nn.Linear(width, 10),
        )


def train_network(images, labels, num_epochs=100):
    model = DigitNetwork()
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3, weight_decay=1.0)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, num_epochs)
    for epoch in range(num_epochs):
        loss = F.cross_entropy(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
    return model.eval()
