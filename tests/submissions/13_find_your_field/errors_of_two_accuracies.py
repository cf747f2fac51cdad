# The standard error as if the two models had answered different rows.
#
# start from: _quick
# expect: difference_test 0

# %% difference
def compare(first: Tensor, second: Tensor, labels: Tensor) -> tuple[float, float]:
    """Return how much higher the accuracy of the first model is, and the standard error of that."""
    a, b = (first == labels).double().mean().item(), (second == labels).double().mean().item()
    return a - b, math.sqrt((a * (1 - a) + b * (1 - b)) / len(labels))
