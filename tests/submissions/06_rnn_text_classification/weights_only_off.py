# Turns the safe way of loading off.
#
# start from: _quick
# expect: save_load_test 7/9

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(path):
    loaded = SentimentClassifier(len(vocabulary))
    loaded.load_state_dict(torch.load(path, weights_only=False))
    loaded.eval()
    return loaded
