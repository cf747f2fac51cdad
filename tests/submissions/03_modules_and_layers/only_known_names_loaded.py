# Merges what it knows into the model's own state dict, a recipe that hides everything.
#
# expect: save_load_test 2/3
# says: nobody learns what was left over

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(model, path):
    state = torch.load(path, weights_only=True)
    own = model.state_dict()
    own.update({name: tensor for name, tensor in state.items() if name in own})
    model.load_state_dict(own)
    model.eval()
    return model
