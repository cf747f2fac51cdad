# Counts only the rows about which the two disagree.
#
# start from: _quick
# expect: difference_test 0

# %% difference
def compare(first: Tensor, second: Tensor, labels: Tensor) -> tuple[float, float]:
    """Return how much higher the accuracy of the first model is, and the standard error of that."""
    difference = (first == labels).double() - (second == labels).double()
    difference = difference[difference != 0]
    if not len(difference):
        return 0.0, 0.0
    return difference.mean().item(), difference.std(correction=0).item() / math.sqrt(len(difference))
