# Distorts the images that are asked, as in training.
#
# start from: _quick
# expect: predict_test 0.5
# says: at key 'the same answers when asked again'
# says: Is an image changed at random before it is answered

# %% predict
def predict_digits(images):
    inputs = distort(torch.tensor(images).view(-1, 8, 8) / 16)
    with torch.no_grad():
        return networks[0](inputs).argmax(dim=1)
