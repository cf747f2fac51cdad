# Loads the parameters into the trained model and returns that.
#
# start from: _quick
# expect: save_load_test 8/9

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(path):
    loaded = model
    loaded.load_state_dict(torch.load(path, weights_only=True))
    loaded.eval()
    return loaded
