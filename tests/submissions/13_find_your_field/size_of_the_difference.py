# The difference without its sign.
#
# start from: _quick
# expect: difference_test 1

# %% difference
def compare(first: Tensor, second: Tensor, labels: Tensor) -> tuple[float, float]:
    """Return how much higher the accuracy of the first model is, and the standard error of that."""
    difference = (first == labels).double() - (second == labels).double()
    return abs(difference.mean().item()), difference.std(correction=0).item() / math.sqrt(len(labels))
