# Asks for an improvement of a hundredth of a per cent, as some schedulers do.
#
# start from: _quick
# expect: fit_with_early_stopping_test 8/3

# %% fit_with_early_stopping
def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    train_losses, validation_losses = [], []
    best_loss, best_epoch = math.inf, 0
    for epoch in range(1, max_epochs + 1):
        train_losses.append(train(model))
        validation_losses.append(validate(model))
        if validation_losses[-1] < best_loss * (1 - 1e-4):
            best_loss, best_epoch = validation_losses[-1], epoch
            best_state = copy.deepcopy(model.state_dict())
        if epoch - best_epoch >= patience:
            break
    model.load_state_dict(best_state)
    return {"train_loss": train_losses, "validation_loss": validation_losses, "best_epoch": best_epoch}
