# Freezes the body, so that only the new head learns.
#
# expect: load_body_test 1.75
# says: all of it goes on learning

# %% load_body
def load_body(model, path):
    state = {name: t for name, t in torch.load(path, weights_only=True).items() if not name.startswith("head.")}
    own_head = {name: t for name, t in model.state_dict().items() if name.startswith("head.")}
    model.load_state_dict({**state, **own_head})
    for name, parameter in model.named_parameters():
        parameter.requires_grad = name.startswith("head.")
    return model.train()
