# Binds the local name to the best model; the model that was handed in keeps its last weights.
#
# start from: _quick
# expect: fit_with_early_stopping_test 5/3
# says: is the model that was passed in the one that gets its weights back?

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
            best_weights = copy.deepcopy(model)
        else:
            waited += 1
        if waited >= patience:
            break
    model = best_weights
    return history
