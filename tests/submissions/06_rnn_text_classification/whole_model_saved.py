# Saves the whole model as an object, and loads it as one.
#
# start from: _quick
# expect: save_load_test 2/3

# %% save_load
def save_model(model, path):
    torch.save(model, path)


def load_model(path):
    loaded = torch.load(path, weights_only=False)
    loaded.eval()
    return loaded
