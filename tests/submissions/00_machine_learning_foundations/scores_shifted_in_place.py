# Subtracts the maximum from the caller's scores.
#
# expect: softmax_test 0.75

# %% softmax
def softmax(scores: np.ndarray) -> np.ndarray:
    """Return the probabilities of each row of scores."""
    scores -= scores.max(axis=1, keepdims=True)
    powers = np.exp(scores)
    return powers / powers.sum(axis=1, keepdims=True)
