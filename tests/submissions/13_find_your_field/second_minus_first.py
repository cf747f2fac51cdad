# The sign is turned around.
#
# start from: _quick
# expect: difference_test 0

# %% difference
def compare(first: Tensor, second: Tensor, labels: Tensor) -> tuple[float, float]:
    """Return how much higher the accuracy of the first model is, and the standard error of that."""
    difference = (second == labels).double() - (first == labels).double()
    return difference.mean().item(), difference.std(correction=0).item() / math.sqrt(len(labels))
