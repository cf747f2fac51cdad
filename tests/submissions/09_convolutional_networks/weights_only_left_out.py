# Loads without weights_only.
#
# start from: _quick
# expect: transfer_test 0..4/3

# %% save_and_load
def save_network(model: AnimalNetwork, path: str | Path) -> None:
    """Write all that is needed to build the network anew."""
    torch.save({"num_classes": model.head.out_features, "model": model.state_dict()}, path)


def load_network(path: str | Path) -> AnimalNetwork:
    """Return a fresh network, in evaluation mode, with what was saved."""
    saved = torch.load(path, map_location="cpu")
    model = AnimalNetwork(saved["num_classes"])
    model.load_state_dict(saved["model"])
    return model.eval()
