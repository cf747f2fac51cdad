# Gives the new head a bias if the old head has one, and the old head's device and kind of numbers.
#
# start from: _quick

# %% with_new_head
def with_new_head(model, num_classes):
    old = model.head
    frozen = copy.deepcopy(model)
    for parameter in frozen.body.parameters():
        parameter.requires_grad = False
    settings = {"bias": old.bias is not None, "device": old.weight.device, "dtype": old.weight.dtype}
    frozen.head = nn.Linear(old.in_features, num_classes, **settings)
    return frozen
