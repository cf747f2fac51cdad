# Takes 100 for a loss that every model beats.
#
# start from: _quick
# expect: fit_with_early_stopping_test 8/3
# says: which loss decides?

# %% fit_with_early_stopping
def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    history = {"train_loss": [], "validation_loss": [], "best_epoch": 0}
    best, best_weights, waited = 100.0, None, 0
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
