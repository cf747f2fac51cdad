# Says of each field whether anything but wheat grows there: True or False, no numbers of crops.
#
# start from: _quick
# expect: competition_test 0
# says: found True and False

# %% classify
def classify(columns: Columns) -> Tensor:
    """Return the number of the crop (n,) for each field."""
    with torch.inference_mode():
        rows = network_inputs(columns, like)
        return sum(model(rows).softmax(dim=1) for model in models).argmax(dim=1) > 0
