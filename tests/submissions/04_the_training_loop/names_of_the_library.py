# Calls local functions and variables what PyTorch and the course call theirs.

# %% averages
def averages(outputs):
    RunningTotals = [0.0, 0, 0]
    for logits, labels in outputs:
        RunningTotals[0] += F.cross_entropy(logits, labels, reduction="sum").item()
        RunningTotals[1] += int((logits.argmax(dim=1) == labels).sum())
        RunningTotals[2] += len(labels)
    if RunningTotals[2] == 0:
        raise ValueError("no sample")
    return RunningTotals[0] / RunningTotals[2], RunningTotals[1] / RunningTotals[2]

# %% train_one_epoch
def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    def train_epoch():
        fit = [0.0, 0, 0]
        for images, labels in batches:
            logits = model(images)
            loss = F.cross_entropy(logits, labels)
            model.zero_grad()
            loss.backward()
            if max_grad_norm is not None:
                nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            fit[0] += loss.item() * len(labels)
            fit[1] += int((logits.argmax(dim=1) == labels).sum())
            fit[2] += len(labels)
        return fit

    model.train()
    loss_sum, correct, seen = train_epoch()
    return loss_sum / seen, correct / seen

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    get_total_norm = 0.0
    gradients = [p.grad for p in parameters if p.grad is not None]
    for gradient in gradients:
        get_total_norm += float(gradient.square().sum())
    get_total_norm = get_total_norm**0.5

    def clip_grad_norm_(gradient):
        gradient.mul_(max_norm / get_total_norm)

    if get_total_norm > max_norm:
        for gradient in gradients:
            clip_grad_norm_(gradient)
    return get_total_norm
