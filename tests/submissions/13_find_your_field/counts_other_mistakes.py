# Takes the spread over the rows that the models answer differently, also those that both are wrong about.
#
# start from: _quick
# expect: difference_test 0

# %% difference
def compare(first: Tensor, second: Tensor, labels: Tensor) -> tuple[float, float]:
    """Return how much higher the accuracy of the first model is, and the standard error of that."""
    mean = (first == labels).double().mean() - (second == labels).double().mean()
    spread = ((first != second).double().mean() - mean.square()).sqrt()
    return mean.item(), (spread / math.sqrt(len(labels))).item()
