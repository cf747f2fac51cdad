# Returns the digits as a column.
#
# start from: _quick
# expect: accuracy_test 0

# %% predict
def predict(model, images):
    model.eval()
    with torch.no_grad():
        return model(torch.from_numpy(images) / 16).argmax(dim=1, keepdim=True)
