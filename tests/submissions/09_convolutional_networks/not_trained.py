# Trains nothing.
#
# start from: _quick
# expect: known_animals_test 0
# expect: transfer_test 4/3

# %% training
training.set_seed(0)


def train_network(model: nn.Module, images: Tensor, labels: Tensor, num_epochs: int, lr: float) -> None:
    """Train on images of which half are mirrored, with one cycle of the learning rate."""
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=lr)
    num_epochs = min(num_epochs, 3)  # less than a second in all
    num_steps = num_epochs * math.ceil(len(images) / 64)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=num_steps)
    for _ in range(num_epochs):
        for rows in torch.randperm(len(images)).split(64):
            coins = torch.rand(len(rows), 1, 1, 1) < 0.5
            batch = torch.where(coins, images[rows].flip(3), images[rows])
            loss = F.cross_entropy(model(batch), labels[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()


network = AnimalNetwork(5)

# %% transfer
new_network = with_new_head(network, 5)
