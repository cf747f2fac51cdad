# Saves the whole model.
#
# expect: save_load_test 2/3
# says: not the whole model

# %% save_load
def save_model(model, path):
    torch.save(model, path)


def load_model(model, path):
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state)
    model.eval()
    return model
