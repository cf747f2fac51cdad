# Loads the body with weights_only=False.
#
# expect: load_body_test 1.75
# says: a saved file can contain code

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=False)
    for name in list(state):
        if name.startswith("head."):
            del state[name]
    for name, tensor in model.head.state_dict().items():
        state["head." + name] = tensor
    model.load_state_dict(state)
    model.train()
    return model
