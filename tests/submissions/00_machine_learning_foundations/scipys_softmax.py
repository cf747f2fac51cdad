# Asks SciPy.
#
# expect: softmax_test 0

# %% softmax
def softmax(scores: np.ndarray) -> np.ndarray:
    """Return the probabilities of each row of scores."""
    from scipy.special import softmax as ready

    return ready(scores, axis=1)
