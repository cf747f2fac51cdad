# Asks whether the loss is not smaller, which is never so for nan.
#
# start from: _quick
# expect: fit_with_early_stopping_test 8/3
# says: nan is neither smaller nor larger

# %% fit_with_early_stopping
def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    history = {"train_loss": [], "validation_loss": [], "best_epoch": 0}
    best, best_weights, waited = float("inf"), None, 0
    for epoch in range(1, max_epochs + 1):
        history["train_loss"].append(train(model))
        loss = validate(model)
        history["validation_loss"].append(loss)
        if loss >= best:
            waited += 1
            if waited == patience:
                break
        else:
            best, waited = loss, 0
            history["best_epoch"] = epoch
            best_weights = copy.deepcopy(model.state_dict())
    model.load_state_dict(best_weights)
    return history
