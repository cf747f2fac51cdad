# Leaves the head out and loads with strict=False, which hides whatever else is missing.
#
# expect: load_body_test 1.5
# says: outside the head nothing may be missing

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=True)
    for name in list(state):
        if name.startswith("head."):
            del state[name]
    model.load_state_dict(state, strict=False)
    model.train()
    return model
