# Draws the head's numbers anew after loading.
#
# expect: load_body_test 1.5
# says: the name decides, not the shape

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=True)
    for name in list(state):
        if name.startswith("head."):
            del state[name]
    for name, tensor in model.head.state_dict().items():
        state["head." + name] = tensor
    model.load_state_dict(state)
    model.train()
    model.head.reset_parameters()
    return model
