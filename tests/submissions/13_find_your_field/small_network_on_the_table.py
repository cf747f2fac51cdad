# A small network, gaps set to the column's mean.
#
# start from: _quick
# expect: competition_test 1.5

# %% training
training.set_seed(13)


def readings(columns: Columns) -> np.ndarray:
    return np.stack([columns[f"reading_{number}"] for number in range(1, 13)], axis=1)


MEANS = np.nanmean(readings(fields["train"].columns), axis=0)


def simple_inputs(columns: Columns) -> Tensor:
    return torch.from_numpy(np.where(np.isnan(readings(columns)), MEANS, readings(columns))).float()


like = fields["train"].columns
inputs = {split: (simple_inputs(table.columns) - simple_inputs(like).mean(0)) / simple_inputs(like).std(0) for split, table in fields.items()}
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
        rows = (simple_inputs(columns) - simple_inputs(like).mean(0)) / simple_inputs(like).std(0)
        return sum(model(rows).softmax(dim=1) for model in models).argmax(dim=1)
