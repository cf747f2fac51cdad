# Replaces the two entries that it knows, and trusts that the file has no others.
#
# expect: load_body_test 1.75
# says: and no reason to stop

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=True)
    state["head.weight"] = model.head.weight.detach()
    state["head.bias"] = model.head.bias.detach()
    model.load_state_dict(state)
    model.train()
    return model
