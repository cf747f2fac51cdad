# Answers 3 for every image.
#
# start from: _quick
# expect: predict_test 0
# expect: finale_test 0
# says: are the pixels prepared as for training?

# %% predict
def predict_digits(images):
    return torch.full((len(images),), 3)
