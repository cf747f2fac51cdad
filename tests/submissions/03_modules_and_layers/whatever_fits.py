# Takes from the file whatever has a known name and the same shape.
#
# expect: load_body_test 1
# says: the name decides, not the shape

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=True)
    own = model.state_dict()
    for name, tensor in state.items():
        if name in own and tensor.shape == own[name].shape:
            own[name] = tensor
    model.load_state_dict(own)
    return model.train()
