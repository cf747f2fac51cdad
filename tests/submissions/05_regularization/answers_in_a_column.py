# Returns the answers as a column, and uses every network with requires_grad switched off.

# %% ensemble
def ensemble_probabilities(models, images):
    total = 0.0
    for model in models:
        flags = [parameter.requires_grad for parameter in model.parameters()]
        model.train(False).requires_grad_(False)
        total = total + F.softmax(model(images), dim=-1)
        for parameter, flag in zip(model.parameters(), flags):
            parameter.requires_grad_(flag)
    return total / len(models)

# %% predict
def predict_digits(images):
    inputs = torch.from_numpy(images).view(-1, 8, 8) / 16
    return ensemble_probabilities(networks, inputs).argmax(dim=1, keepdim=True)
