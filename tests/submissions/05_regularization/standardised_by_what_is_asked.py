# Standardises each pixel with the mean and the deviation of the images that are asked together.
#
# start from: _quick
# expect: predict_test 0.5
# says: scaled by what the images of one call have in common

# %% predict
def predict_digits(images):
    x = torch.tensor(images) / 16
    x = (x - x.mean(dim=0)) / (x.std(dim=0) + 1e-6)
    with torch.no_grad():
        return networks[0](x.view(-1, 8, 8)).argmax(dim=1)
