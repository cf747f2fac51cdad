# Returns the loaded model in training mode.
#
# expect: save_load_test 5/6
# says: 'in training mode'

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(model, path):
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state)
    return model
