# Loads with strict=False and leaves the head in: shapes are compared all the same.
#
# expect: load_body_test 0.25
# says: size mismatch
# says: even a file that fits is not loaded

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state, strict=False)
    return model.train()
