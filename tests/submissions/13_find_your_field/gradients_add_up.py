# Forgets to set the gradients to zero.
#
# start from: _quick
# expect: competition_test 0..4.5
# expect: inputs_test 3

# %% training
training.set_seed(13)
like = fields["train"].columns
inputs = {split: network_inputs(table.columns, like) for split, table in fields.items()}
targets = {split: torch.from_numpy(table.labels) for split, table in fields.items()}
num_epochs, batch_size = 12, 64


def trained() -> nn.Module:
    model = nn.Sequential(nn.Linear(14, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 5))
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.05, weight_decay=0.01)
    num_steps = num_epochs * math.ceil(len(inputs["train"]) / batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.05, total_steps=num_steps)
    for _ in range(num_epochs):
        for rows in torch.randperm(len(inputs["train"])).split(batch_size):
            loss = F.cross_entropy(model(inputs["train"][rows]), targets["train"][rows])
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval()


models = [trained() for _ in range(1)]
