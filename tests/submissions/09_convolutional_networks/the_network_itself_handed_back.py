# Keeps the network in memory, and hands it back.
#
# start from: _quick
# expect: transfer_test 0..4/3

# %% save_and_load
kept = {}


def save_network(model, path):
    kept[str(path)] = model
    torch.save({"model": model.state_dict()}, path)


def load_network(path):
    torch.load(path, weights_only=True)
    return kept[str(path)].eval()
