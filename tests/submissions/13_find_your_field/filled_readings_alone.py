# A small network on the filled readings, without altitude and satellite.
#
# start from: _quick
# expect: competition_test 3

# %% training
training.set_seed(13)
like = fields["train"].columns
inputs = {split: network_inputs(table.columns, like)[:, :12] for split, table in fields.items()}
targets = {split: torch.from_numpy(table.labels) for split, table in fields.items()}
num_epochs, batch_size = 25, 64


def trained() -> nn.Module:
    model = nn.Sequential(nn.Linear(12, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 5))
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.005, weight_decay=0.01)
    num_steps = num_epochs * math.ceil(len(inputs["train"]) / batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.005, total_steps=num_steps)
    for _ in range(num_epochs):
        for rows in torch.randperm(len(inputs["train"])).split(batch_size):
            loss = F.cross_entropy(model(inputs["train"][rows]), targets["train"][rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval()


models = [trained() for _ in range(1)]

# %% classify
def classify(columns: Columns) -> Tensor:
    """Return the number of the crop (n,) for each field."""
    with torch.inference_mode():
        rows = network_inputs(columns, like)[:, :12]
        return sum(model(rows).softmax(dim=1) for model in models).argmax(dim=1)
