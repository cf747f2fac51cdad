# Takes the old head out of the file, and puts no other in its place.
#
# expect: load_body_test 0
# says: Missing key

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=True)
    state = {name: tensor for name, tensor in state.items() if not name.startswith("head.")}
    model.load_state_dict(state)
    return model.train()
