# Leaves the loop before the last validation loss is recorded.
#
# start from: _quick
# expect: fit_with_early_stopping_test 8/3
# says: every epoch that was run is in both lists

# %% fit_with_early_stopping
def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    history = {"train_loss": [], "validation_loss": []}
    best, waited = math.inf, 0
    for epoch in range(1, max_epochs + 1):
        train_loss = train(model)
        loss = validate(model)
        if loss < best:
            best, best_epoch, waited = loss, epoch, 0
            best_weights = copy.deepcopy(model.state_dict())
        else:
            waited += 1
            if waited == patience:
                break
        history["train_loss"].append(train_loss)
        history["validation_loss"].append(loss)
    model.load_state_dict(best_weights)
    return history | {"best_epoch": best_epoch}
