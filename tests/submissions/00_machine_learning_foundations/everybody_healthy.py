# Calls everybody healthy.
#
# expect: screening_test 0

# %% screening_answer
def find_the_ill(columns: dict[str, np.ndarray], labels: np.ndarray, asked: dict[str, np.ndarray]) -> np.ndarray:
    """Learn from the training rows who is ill; return 0 or 1 for each row in `asked`."""
    return np.zeros(len(asked["age"]), dtype=int)
