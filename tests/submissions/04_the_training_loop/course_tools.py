# Uses the course's own tools where they are allowed, keeps the best model as a whole, trains a network with batch norm and dropout.

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    parameters = [p for p in parameters if p.grad is not None]
    norm = torch.nn.utils.parameters_to_vector([p.grad for p in parameters]).norm()
    if norm > max_norm:
        for p in parameters:
            p.grad.data.mul_(max_norm).div_(norm)
    return norm


# %% fit_with_early_stopping
def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    history = training.History()
    best_epoch, best_loss = 1, float("inf")
    for epoch in range(max_epochs):
        train_loss = train(model)
        validation_loss = validate(model)
        history.add((train_loss, 0.0), (validation_loss, 0.0))
        if validation_loss < best_loss:
            best_model, best_epoch, best_loss = copy.deepcopy(model), epoch + 1, validation_loss
        if epoch + 1 - best_epoch == patience:
            break
    model.load_state_dict(best_model.state_dict())
    return {"train_loss": history.train_loss, "validation_loss": history.validation_loss, "best_epoch": best_epoch}


# %% save_and_resume
def save_run(path, epochs_done, model, optimizer, scheduler):
    training.save_checkpoint(
        path,
        model,
        optimizer=optimizer.state_dict(),
        scheduler=scheduler.state_dict(),
        generator=torch.get_rng_state(),
        epochs_done=epochs_done,
    )


def resume_run(path, model, optimizer, scheduler):
    checkpoint = training.load_checkpoint(path)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["generator"])
    return checkpoint["epochs_done"]


# %% training
training.set_seed(0)
sets = [
    TensorDataset(torch.tensor(split.images), torch.tensor(split.labels)) for split in (digits_train, digits_validation)
]
model = nn.Sequential(nn.Linear(64, 128), nn.BatchNorm1d(128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 10))
optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
training.fit(
    model,
    DataLoader(sets[0], batch_size=64, shuffle=True, drop_last=True),
    DataLoader(sets[1], batch_size=256),
    optimizer,
    num_epochs=20,
)


# %% predict
def predict(model, images):
    with training.evaluation_mode(model):
        return model(torch.as_tensor(images)).argmax(1).numpy()
