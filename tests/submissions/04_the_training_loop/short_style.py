# Uses what PyTorch and Python offer: comprehensions, decorators, one function for the books, inference_mode.
#
# start from: _quick

# %% averages
def averages(outputs):
    totals = torch.zeros(3, dtype=torch.float64)
    for logits, labels in outputs:
        logits = logits.detach()
        loss = F.nll_loss(logits.log_softmax(dim=-1), labels, reduction="sum")
        totals += torch.tensor([loss, logits.argmax(-1).eq(labels).sum(), labels.numel()], dtype=torch.float64)
    loss, correct, seen = totals.tolist()
    if not seen:
        raise ValueError("not a single sample")
    return loss / seen, correct / seen


# %% train_one_epoch
def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    def steps():
        for images, labels in batches:
            optimizer.zero_grad(set_to_none=False)
            logits = model.train()(images)
            nn.CrossEntropyLoss()(logits, labels).backward()
            nn.utils.clip_grad_norm_(model.parameters(), math.inf if max_grad_norm is None else max_grad_norm)
            optimizer.step()
            yield logits, labels

    return averages(steps())


# %% evaluate
@torch.inference_mode()
def evaluate(model, batches):
    modes = [module.training for module in model.modules()]
    model.train(False)
    try:
        return averages((model(images), labels) for images, labels in batches)
    finally:
        for module, mode in zip(model.modules(), modes):
            module.training = mode


# %% clip_gradients
@torch.no_grad()
def clip_gradients(parameters, max_norm):
    with_gradient = [parameter for parameter in parameters if parameter.grad is not None]
    norm = torch.stack([parameter.grad.norm() for parameter in with_gradient]).norm()
    factor = torch.clamp(max_norm / (norm + 1e-6), max=1.0)
    for parameter in with_gradient:
        parameter.grad = parameter.grad * factor
    return norm


# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    rising = torch.arange(1, warmup_steps + 1) / max(1, warmup_steps)
    falling = torch.cos(torch.arange(total_steps - warmup_steps) / (total_steps - warmup_steps) * torch.pi / 2) ** 2
    factors = torch.cat([rising, falling, torch.zeros(1)])
    return factors[min(step, total_steps)]


# %% fit_with_early_stopping
def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    train_loss, validation_loss, best = [], [], None
    while len(train_loss) < max_epochs and (best is None or len(train_loss) - best[1] < patience):
        train_loss.append(train(model))
        validation_loss.append(validate(model))
        if best is None or validation_loss[-1] < best[0]:
            weights = {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
            best = validation_loss[-1], len(train_loss), weights
    model.load_state_dict(best[2])
    return {"train_loss": train_loss, "validation_loss": validation_loss, "best_epoch": best[1]}


# %% save_and_resume
def save_run(path, epochs_done, model, optimizer, scheduler):
    parts = dict(model=model, optimizer=optimizer, scheduler=scheduler)
    states = {name: part.state_dict() for name, part in parts.items()}
    torch.save({**states, "epochs_done": torch.tensor(epochs_done), "random": torch.random.get_rng_state()}, path)


def resume_run(path, model, optimizer, scheduler):
    saved = torch.load(path)
    for name, part in dict(scheduler=scheduler, optimizer=optimizer, model=model).items():
        part.load_state_dict(saved[name])
    torch.random.set_rng_state(saved["random"])
    return int(saved["epochs_done"])


# %% predict
@torch.inference_mode()
def predict(model, images):
    return model.eval()(torch.tensor(images).div(16)).max(dim=1).indices.tolist()
