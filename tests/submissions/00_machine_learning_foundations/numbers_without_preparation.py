# Looks at the numbers without any preparation.
#
# expect: screening_test 0

# %% screening_answer
def find_the_ill(columns: dict[str, np.ndarray], labels: np.ndarray, asked: dict[str, np.ndarray]) -> np.ndarray:
    """Learn from the training rows who is ill; return 0 or 1 for each row in `asked`."""
    from sklearn.neighbors import KNeighborsClassifier

    names = ["age", "marker", "pressure"]
    table, new = (np.nan_to_num(np.column_stack([t[n] for n in names])) for t in (columns, asked))
    return KNeighborsClassifier(5).fit(table, labels).predict(new)
