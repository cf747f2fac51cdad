# Finds the ill with its own softmax regression, prepared by its own functions.

# %% screening_answer
def find_the_ill(columns: dict[str, np.ndarray], labels: np.ndarray, asked: dict[str, np.ndarray]) -> np.ndarray:
    """Learn from the training rows who is ill; return 0 or 1 for each row in `asked`."""
    def ready(some):
        return {**some, "marker": np.log(np.fmax(some["marker"], 1e-3))}

    learned = learn_preparation(ready(columns))
    weights, constants = softmax_regression(prepare(ready(columns), learned), labels, 2, lr=1.0, num_steps=3000)
    return np.where(softmax(prepare(ready(asked), learned) @ weights + constants)[:, 1] > 0.3, 1, 0)
