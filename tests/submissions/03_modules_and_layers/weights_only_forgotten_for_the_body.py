# Leaves `weights_only` to the version of PyTorch when it loads the body.
#
# expect: load_body_test 1.75

# %% load_body
def load_body(model, path):
    saved = torch.load(path)
    own = {name: tensor for name, tensor in model.state_dict().items() if name.startswith("head.")}
    model.load_state_dict({name: tensor for name, tensor in saved.items() if not name.startswith("head.")} | own)
    return model.train()
