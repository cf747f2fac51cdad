# Saves a dict with the state dict in it.
#
# expect: save_load_test 1/6
# says: no dict around it

# %% save_load
def save_model(model, path):
    torch.save({"model": model.state_dict()}, path)


def load_model(model, path):
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    model.eval()
    return model
