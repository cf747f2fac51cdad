# Leaves out all names that begin with head, the header's too.
#
# expect: load_body_test 0
# says: which entries belong to the head?

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=True)
    state = {name: tensor for name, tensor in state.items() if not name.startswith("head")}
    for name, tensor in model.state_dict().items():
        if name.startswith("head"):
            state[name] = tensor
    model.load_state_dict(state)
    model.train()
    return model
