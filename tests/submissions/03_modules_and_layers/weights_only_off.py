# Loads with weights_only=False, which runs what a file tells it to.
#
# expect: save_load_test 5/6
# says: a saved file can contain code

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(model, path):
    state = torch.load(path, weights_only=False)
    model.load_state_dict(state)
    model.eval()
    return model
