# Takes every name that contains "head." for the head's.
#
# expect: load_body_test 1.5
# says: which entries belong to the head?

# %% load_body
def load_body(model, path):
    state = {name: tensor for name, tensor in torch.load(path, weights_only=True).items() if "head." not in name}
    own = {name: tensor for name, tensor in model.state_dict().items() if "head." in name}
    model.load_state_dict({**state, **own})
    return model.train()
