# Mirrors half of the training digits as well: a mirrored 2 is taught to be a 2.
#
# expect: finale_test 0..3

# %% tools
class DigitNetwork(nn.Sequential):
    def __init__(self, width=256, dropout=0.1):
        super().__init__(
            nn.Flatten(),
            *(nn.Linear(64, width), nn.LayerNorm(width), nn.ReLU(), nn.Dropout(dropout)),
            *(nn.Linear(width, width), nn.LayerNorm(width), nn.ReLU(), nn.Dropout(dropout)),
            nn.Linear(width, 10),
        )


def train_network(images, labels, num_epochs=300):
    model = DigitNetwork()
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3, weight_decay=1.0)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, num_epochs)
    for epoch in range(num_epochs):
        flip = torch.rand(len(images), 1, 1) < 0.5
        changed = distort(torch.where(flip, images.flip(2), images))
        loss = F.cross_entropy(model(changed), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
    return model.eval()
