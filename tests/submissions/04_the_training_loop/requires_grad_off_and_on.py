# Switches requires_grad off while measuring and gives each parameter its own flag back; goes over the batches twice.

# %% evaluate
def evaluate(model, batches):
    batches = list(batches)
    flags = [(parameter, parameter.requires_grad) for parameter in model.parameters()]
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    for parameter, _ in flags:
        parameter.requires_grad_(False)
    try:
        count = sum(len(labels) for _, labels in batches)
        loss = sum(F.cross_entropy(model(images), labels, reduction="sum").item() for images, labels in batches)
        correct = sum(int((model(images).argmax(1) == labels).sum()) for images, labels in batches)
    finally:
        for parameter, flag in flags:
            parameter.requires_grad_(flag)
        for module, mode in modes:
            module.training = mode
    return loss / count, correct / count
