# Copies the parameters one by one, and forgets the buffers.
#
# expect: load_body_test 1.25
# says: buffers too

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=True)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if not name.startswith("head."):
                parameter.copy_(state[name])
    return model.train()
