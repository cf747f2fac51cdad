# Saves the parameters, and forgets the buffers.
#
# expect: save_load_test 2/3
# says: buffers too

# %% save_load
def save_model(model, path):
    torch.save({name: p.detach() for name, p in model.named_parameters()}, path)


def load_model(model, path):
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state)
    model.eval()
    return model
