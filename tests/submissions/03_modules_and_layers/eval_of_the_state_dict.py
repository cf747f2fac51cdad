# Takes what was loaded for a model, and calls eval() on it.
#
# expect: save_load_test 1/6
# says: has no attribute 'eval'
# says: a dict of tensors, which has no eval()

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(model, path):
    state = torch.load(path, weights_only=True)
    state.eval()
    model.load_state_dict(state)
    return model
