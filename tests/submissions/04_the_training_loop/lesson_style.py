# Writes everything as the lesson does, with the plain loops of lesson 04.
#
# start from: _quick

# %% averages
def averages(outputs):
    total_loss, correct, count = 0.0, 0, 0
    for logits, labels in outputs:
        loss = F.cross_entropy(logits, labels)
        total_loss += loss.item() * len(labels)
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(labels)
    if count == 0:
        raise ValueError("no samples")
    return total_loss / count, correct / count


# %% train_one_epoch
def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    model.train()
    total_loss, correct, count = 0.0, 0, 0
    for images, labels in batches:
        optimizer.zero_grad()
        logits = model(images)
        loss = F.cross_entropy(logits, labels)
        loss.backward()
        if max_grad_norm is not None:
            torch.nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        total_loss += loss.item() * len(labels)
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(labels)
    return total_loss / count, correct / count


# %% evaluate
def evaluate(model, batches):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for images, labels in batches:
            logits = model(images)
            total_loss += F.cross_entropy(logits, labels).item() * len(labels)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    for module, mode in modes.items():
        module.training = mode
    return total_loss / count, correct / count


# %% clip_gradients
def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = sum((g**2).sum() for g in grads) ** 0.5
    if total > max_norm:
        for g in grads:
            g.mul_(max_norm / total)
    return total


# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    if step >= total_steps:
        return 0.0
    return 0.5 * (1 + math.cos(math.pi * (step - warmup_steps) / (total_steps - warmup_steps)))


# %% fit_with_early_stopping
def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    history = {"train_loss": [], "validation_loss": [], "best_epoch": 0}
    best, best_weights, waited = float("inf"), None, 0
    for epoch in range(1, max_epochs + 1):
        history["train_loss"].append(train(model))
        loss = validate(model)
        history["validation_loss"].append(loss)
        if loss < best:
            best, waited = loss, 0
            history["best_epoch"] = epoch
            best_weights = copy.deepcopy(model.state_dict())
        else:
            waited += 1
        if waited >= patience:
            break
    model.load_state_dict(best_weights)
    return history


# %% save_and_resume
def save_run(path, epochs_done, model, optimizer, scheduler):
    torch.save(
        {
            "epoch": epochs_done,
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "scheduler": scheduler.state_dict(),
            "rng": torch.get_rng_state(),
        },
        path,
    )


def resume_run(path, model, optimizer, scheduler):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["rng"])
    return checkpoint["epoch"]


# %% predict
def predict(model, images):
    model.eval()
    with torch.no_grad():
        return model(torch.from_numpy(images) / 16).argmax(dim=1)
