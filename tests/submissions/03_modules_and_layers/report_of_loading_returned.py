# Returns what load_state_dict returns, which is no model.
#
# expect: save_load_test 2/3
# says: return the model that was given

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(model, path):
    state = torch.load(path, weights_only=True)
    model.eval()
    return model.load_state_dict(state)
