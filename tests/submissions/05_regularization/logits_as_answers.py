# Returns logits in place of classes.
#
# start from: _quick
# expect: predict_test 0
# expect: finale_test 0
# says: expected 3394 class indices

# %% predict
def predict_digits(images):
    with torch.no_grad():
        return networks[0](torch.tensor(images).view(-1, 8, 8) / 16)
