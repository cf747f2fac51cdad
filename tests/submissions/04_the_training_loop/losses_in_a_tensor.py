# Keeps the validation losses in a tensor and the best weights as a list of clones.

# %% fit_with_early_stopping
def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    record, best, waited = [], float("inf"), 0
    for _ in range(max_epochs):
        record.append([train(model), validate(model)])
        losses = torch.tensor(record)[:, 1].nan_to_num(nan=float("inf"))
        if losses[-1] < best:
            best, waited = losses[-1], 0
            kept = {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
        else:
            waited += 1
        if waited == patience:
            break
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            tensor.copy_(kept[name])
    train_losses, validation_losses = map(list, zip(*record))
    return {
        "train_loss": train_losses,
        "validation_loss": validation_losses,
        "best_epoch": 1 + int(losses.argmin()),
    }

# %% save_and_resume
def save_run(path, epochs_done, *parts):
    temporary = Path(path).with_suffix(".part")
    torch.save([epochs_done, torch.get_rng_state(), *(part.state_dict() for part in parts)], temporary)
    temporary.replace(path)


def resume_run(path, *parts):
    epochs_done, random, *states = torch.load(path, weights_only=True)
    for part, state in zip(parts, states):
        part.load_state_dict(state)
    torch.random.set_rng_state(random)
    return epochs_done
