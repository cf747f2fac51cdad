# Returns the names of the crops.
#
# start from: _quick
# expect: competition_test 0

# %% classify
def classify(columns: Columns) -> Tensor:
    """Return the number of the crop (n,) for each field."""
    with torch.inference_mode():
        rows = network_inputs(columns, like)
        numbers = sum(model(rows).softmax(dim=1) for model in models).argmax(dim=1)
    return [fields["train"].class_names[number] for number in numbers]
