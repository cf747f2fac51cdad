# Returns the model in evaluation mode.
#
# expect: load_body_test 1.75
# says: it goes on learning

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=True)
    for name in list(state):
        if name.startswith("head."):
            del state[name]
    for name, tensor in model.head.state_dict().items():
        state["head." + name] = tensor
    model.load_state_dict(state)
    model.eval()
    return model
