# Loads the file into a copy and returns the copy.
#
# expect: save_load_test 5/6

# %% save_load
import copy


def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(model, path):
    loaded = copy.deepcopy(model)
    loaded.load_state_dict(torch.load(path, weights_only=True))
    return loaded.eval()
