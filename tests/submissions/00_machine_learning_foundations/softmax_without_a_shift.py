# Exponentiates the scores as they are.
#
# expect: softmax_test 0.75

# %% softmax
def softmax(scores: np.ndarray) -> np.ndarray:
    """Return the probabilities of each row of scores."""
    powers = np.exp(scores)
    return powers / powers.sum(axis=1, keepdims=True)
