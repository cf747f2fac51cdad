# Goes back to the best parameters and forgets the buffers.
#
# start from: _quick
# expect: fit_with_early_stopping_test 5/3
# says: at key 'running_mean'

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
            best_weights = [p.detach().clone() for p in model.parameters()]
        else:
            waited += 1
        if waited >= patience:
            break
    with torch.no_grad():
        for p, best_p in zip(model.parameters(), best_weights):
            p.copy_(best_p)
    return history
