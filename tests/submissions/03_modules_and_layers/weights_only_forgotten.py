# Loads without weights_only.
#
# expect: save_load_test 5/6
# says: does it rely on a default

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(model, path):
    state = torch.load(path)
    model.load_state_dict(state)
    model.eval()
    return model
